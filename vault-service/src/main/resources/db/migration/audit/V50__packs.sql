-- The law that decides: packs as they were brought, tried on recent decisions, signed by two people of two
-- offices, and in force from a stated instant. The law is nobody's secret, so whoever acts sees these rows;
-- nobody changes one. The pack that the service carries in itself decides until the first takes effect.
create table audit_pack (
    region     text        not null,
    office     uuid        not null,
    digest     bytea       not null primary key check (octet_length(digest) = 32),
    files      bytea       not null,                     -- canonical JSON, file name to text; the digest is over them
    brought_by uuid        not null,
    brought_at timestamptz not null
);

-- What a pack would have changed in recent decisions: counts and kinds of change, no decision by name.
create table audit_pack_shadow (
    region    text        not null,
    office    uuid        not null,
    shadow_id uuid        not null primary key,
    digest    bytea       not null references audit_pack,
    against   bytea       not null check (octet_length(against) = 32),  -- the law in force then
    decisions integer     not null check (decisions >= 0),
    different integer     not null check (different between 0 and decisions),
    changes   text        not null,                      -- canonical JSON, change to count
    run_by    uuid        not null,
    run_at    timestamptz not null
);
create index audit_pack_shadow_digest on audit_pack_shadow (digest, run_at);

create table audit_pack_signature (
    region       text        not null,
    office       uuid        not null,                   -- the signer's
    digest       bytea       not null references audit_pack,
    takes_effect timestamptz not null,
    signer       uuid        not null,
    signature    bytea       not null,                   -- CMS, detached, over digest and instant
    signed_at    timestamptz not null check (signed_at < takes_effect),
    primary key (digest, takes_effect, signer),
    unique (digest, takes_effect, signer, office)
);

create table audit_pack_activation (
    region        text        not null,
    office        uuid        not null,
    activation_id uuid        not null primary key,
    digest        bytea       not null,
    takes_effect  timestamptz not null unique,           -- one law at a time
    first_signer  uuid        not null,
    first_office  uuid        not null,
    second_signer uuid        not null,
    second_office uuid        not null,
    decided_at    timestamptz not null check (decided_at < takes_effect),
    foreign key (digest, takes_effect, first_signer, first_office)
        references audit_pack_signature (digest, takes_effect, signer, office),
    foreign key (digest, takes_effect, second_signer, second_office)
        references audit_pack_signature (digest, takes_effect, signer, office),
    constraint audit_pack_two_people check (first_signer <> second_signer),
    constraint audit_pack_two_offices check (first_office <> second_office)
);

revoke update, delete, truncate on audit_pack, audit_pack_shadow, audit_pack_signature, audit_pack_activation
    from qorgan_app;

alter table audit_pack enable row level security;
create policy seeing on audit_pack for select using (true);
create policy writing on audit_pack for insert with check (true);
alter table audit_pack_shadow enable row level security;
create policy seeing on audit_pack_shadow for select using (true);
create policy writing on audit_pack_shadow for insert with check (true);
alter table audit_pack_signature enable row level security;
create policy seeing on audit_pack_signature for select using (true);
create policy writing on audit_pack_signature for insert with check (true);
alter table audit_pack_activation enable row level security;
create policy seeing on audit_pack_activation for select using (true);
create policy writing on audit_pack_activation for insert with check (true);
