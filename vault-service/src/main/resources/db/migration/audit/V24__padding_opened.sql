-- A padding leaf commits to the kind PADDING under a salt that is kept: so nobody can pass a leaf whose
-- row they took away for padding.
alter table audit_position add column padding_salt bytea;
