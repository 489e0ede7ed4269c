-- The seeds of the two offices of the pretrial plane while no agent keeps them: each wrapped by the
-- root key under its own purpose, so that neither opens in the other's place.
create table audit_plane_key (
    side    text        primary key check (side in ('investigation', 'procuracy')),
    wrapped bytea       not null,
    made_at timestamptz not null
);
revoke update, delete, truncate on audit_plane_key from qorgan_app;
