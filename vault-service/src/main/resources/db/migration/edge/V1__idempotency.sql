-- Which creating calls were made: digests of key and body, the status, the address of what was made. No body,
-- no person. Rows go after two days.
create table edge_idempotency (
    key_digest bytea primary key check (octet_length(key_digest) = 32),
    body_digest bytea not null check (octet_length(body_digest) = 32),
    state text not null check (state in ('running', 'done')),
    status int,
    location text,
    started_at timestamptz not null
);
create index edge_idempotency_age on edge_idempotency (started_at);
