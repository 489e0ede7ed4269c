-- The service's own key for slips and receipts, wrapped by the root key: useless without custodians.
-- One row for each key that ever signed; the newest signs, all verify.
create table request_signing_key (
    key_id     text        primary key,
    public_key text        not null,
    wrapped    bytea       not null,
    created_at timestamptz not null
);
revoke update, delete, truncate on request_signing_key from qorgan_app;
