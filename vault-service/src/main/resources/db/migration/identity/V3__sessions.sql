-- Sessions of the portal. Who is signed in stands in none of these columns: the identifier is known by a digest,
-- and the rest is sealed under the identifier itself, which only the browser's cookie holds.
create table identity_session (
    id_digest bytea primary key check (octet_length(id_digest) = 32),
    sealed bytea not null check (octet_length(sealed) between 30 and 262144),
    ends_at timestamptz not null
);
create index identity_session_age on identity_session (ends_at);
