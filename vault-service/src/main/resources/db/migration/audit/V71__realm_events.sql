-- Which entry each event of the identity provider became: its number is the key, so that none is taken twice,
-- and its own time is where the next reading begins.
create table audit_realm_event (
    region      text        not null,
    office      uuid        not null,
    realm       text        not null check (realm in ('OFFICIALS', 'PUBLIC')),
    event_id    text        not null check (event_id ~ '^[A-Za-z0-9-]{1,64}$'),
    source      text        not null check (source in ('USER', 'ADMIN')),
    happened_at timestamptz not null,
    entry_id    uuid        not null references audit_entry,
    primary key (realm, event_id)
);
create index audit_realm_event_last on audit_realm_event (realm, source, happened_at);
create index audit_realm_event_entry on audit_realm_event (entry_id);
revoke all on audit_realm_event from qorgan_app;
grant select, insert on audit_realm_event to qorgan_app;
