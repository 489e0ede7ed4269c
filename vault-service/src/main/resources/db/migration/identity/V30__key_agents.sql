-- The offices' key agents ask whether an assignment still stands.
grant select (assignment_id, confirmed_at, ended_at) on identity_assignment to qorgan_agent;
