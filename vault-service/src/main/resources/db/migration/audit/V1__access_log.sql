-- The access log. Entries are inserted and read, never changed: qorgan_app has no other right on them.
-- Clear columns hold identifiers, codes, digests and times. A person stands here only as an opaque
-- keyed token, which outlives the erasure of everything else about them.

create table audit_entry (
    region          text        not null,
    office          uuid        not null,
    entry_id        uuid        not null primary key,
    kind            text        not null,
    actor           uuid        not null,
    realm           text        not null,
    channel         text        not null,
    assurance       text        not null,
    purpose         text        not null check (purpose ~ '^[A-Za-z0-9_.:/-]{1,120}$'),
    basis           text[]      not null,
    subjects        bytea[]     not null,
    fields          text[]      not null,
    decision_digest bytea       not null check (octet_length(decision_digest) in (0, 32)),
    pack_digest     bytea       not null check (octet_length(pack_digest) in (0, 32)),
    request_id      uuid,
    case_id         uuid,
    holder          uuid,                               -- the office whose data it is
    details         jsonb       not null,
    opens           boolean     not null,
    withheld_until  timestamptz,
    at              timestamptz not null
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_actor on audit_entry (actor, at);
create index audit_entry_office on audit_entry (office, at);
create index audit_entry_request on audit_entry (request_id) where request_id is not null;
create index audit_entry_subjects on audit_entry using gin (subjects);
create index audit_entry_basis on audit_entry using gin (basis);

-- One outcome an entry: the primary key says so.
create table audit_outcome (
    region          text        not null,
    office          uuid        not null,
    entry_id        uuid        not null primary key references audit_entry,
    outcome         text        not null check (outcome in ('DELIVERED', 'VOID', 'UNKNOWN')),
    duration_millis bigint      not null check (duration_millis >= 0),
    at              timestamptz not null
);

-- A warrant is claimed once: the primary key says so, whichever instance asks.
create table audit_warrant_use (
    region     text        not null,
    office     uuid        not null,
    entry_id   uuid        not null primary key references audit_entry,
    instance   text        not null,
    claimed_at timestamptz not null
);

-- The people of a bulk entry, in parts of at most a thousand tokens; the root is the Merkle root
-- over the sorted tokens and is committed with the entry.
create table audit_bulk_part (
    region   text    not null,
    office   uuid    not null,
    entry_id uuid    not null references audit_entry,
    part     integer not null,
    tokens   bytea[] not null check (cardinality(tokens) between 1 and 1000),
    primary key (entry_id, part)
);
create index audit_bulk_part_tokens on audit_bulk_part using gin (tokens);

-- A leaf commits to one revision of one row, which has its own region and office. `content` holds the
-- row's clear columns and digests of its sealed ones; `salt` opens the commitments field by field.
create table audit_leaf (
    leaf_id     uuid        not null primary key,
    kind        text        not null,
    row_id      uuid        not null,
    revision    bigint      not null,
    salt        bytea       not null check (octet_length(salt) = 32),
    content     text        not null,
    leaf        bytea       not null check (octet_length(leaf) = 33),
    recorded_at timestamptz not null,
    unique (kind, row_id, revision)
);
create index audit_leaf_recorded_at on audit_leaf (recorded_at);

-- What the sequencer has still to integrate. `queued_at` is the database's own clock, because the
-- lag of the log is measured against it.
create table audit_leaf_pending (
    place     bigint generated always as identity primary key,
    leaf_id   uuid        not null unique references audit_leaf,
    queued_at timestamptz not null default clock_timestamp()
);

revoke all on audit_entry, audit_outcome, audit_warrant_use, audit_bulk_part, audit_leaf, audit_leaf_pending
    from qorgan_app;
grant select, insert on audit_entry, audit_outcome, audit_warrant_use, audit_bulk_part, audit_leaf to qorgan_app;
grant select, insert, delete on audit_leaf_pending to qorgan_app;

-- Who sees an entry in a list: the acting person, a duty, and the people of the operator that acted or
-- whose data it is. What belongs to no office is seen by every operator but the shelters, whose
-- people do not look over the others; a reading of the desk is seen by all desks, so that another
-- office can review it. Whoever acts may always write.
create function audit_sees(acting uuid, entry_kind text, office_acting uuid, office_holding uuid) returns boolean
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, public as
$$
declare
    realm    text := coalesce(current_setting('qorgan.realm', true), '');
    mine     text := coalesce(current_setting('qorgan.operator', true), '');
    roles    text := coalesce(current_setting('qorgan.roles', true), '');
begin
    if realm = 'DUTY' or acting::text = current_setting('qorgan.actor', true) then
        return true;
    elsif realm <> 'OFFICIALS' or mine = '' then
        return false;
    elsif entry_kind in ('DESK_READING', 'REPLAY', 'EXPORT', 'REVIEW') then
        return position(',dpo,' in roles) > 0 or position(',ombudsman,' in roles) > 0;
    elsif exists (select from identity_office o
                  where o.office_id in (office_acting, office_holding) and o.operator = mine) then
        return true;
    end if;
    return mine <> 'shelter' and office_holding is null
        and office_acting = '00000000-0000-0000-0000-000000000000';
end
$$;

alter table audit_entry enable row level security;
create policy seeing on audit_entry for select using (audit_sees(actor, kind, office, holder));
create policy writing on audit_entry for insert with check (true);

-- Three narrow verbs that reach an entry by its number whoever owns it, so that neither a claim nor
-- an outcome depends on which rows the acting person may list.
create function audit_claim_warrant(claimed uuid, claiming text, moment timestamptz) returns boolean
    language sql volatile security definer set search_path = public, pg_temp as
$$
    with fresh as (
        insert into audit_warrant_use (region, office, entry_id, instance, claimed_at)
        select e.region, e.office, e.entry_id, claiming, moment from audit_entry e
        where e.entry_id = claimed and e.opens
        on conflict do nothing
        returning 1)
    select exists (select from fresh)
$$;

create function audit_record_outcome(ended uuid, ending text, moment timestamptz)
    returns table (region text, office uuid, outcome text, at timestamptz, fresh boolean)
    language sql volatile security definer set search_path = public, pg_temp as
$$
    with made as (
        insert into audit_outcome as o (region, office, entry_id, outcome, duration_millis, at)
        select e.region, e.office, e.entry_id, ending,
               greatest(0, (extract(epoch from moment - e.at) * 1000)::bigint), moment
        from audit_entry e where e.entry_id = ended
        on conflict do nothing
        returning o.region, o.office, o.outcome, o.at)
    select made.*, true from made
    union all
    select o.region, o.office, o.outcome, o.at, false from audit_outcome o where o.entry_id = ended
$$;

-- The person's tracker finds its own entries by token, whichever office made them.
create function audit_entries_about(token bytea) returns setof audit_entry
    language sql stable security definer set search_path = public, pg_temp as
$$
    select e.* from audit_entry e where e.subjects @> array [token]
    union all
    select e.* from audit_entry e join audit_bulk_part p on p.entry_id = e.entry_id
    where p.tokens @> array [token]
$$;

revoke all on function audit_claim_warrant, audit_record_outcome, audit_entries_about from public;
grant execute on function audit_claim_warrant, audit_record_outcome, audit_entries_about to qorgan_app;

-- Wrapped keys: those of the ring under the root (owner nil) and those of persons. A row alone opens
-- nothing. Rewrapping updates, destruction deletes.
create table subject_key (
    region   text    not null,
    owner    uuid    not null,
    purpose  text    not null,
    version  integer not null check (version >= 1),
    wrapping text    not null,
    bytes    bytea   not null,
    primary key (region, owner, purpose, version)
);
create index subject_key_walk on subject_key
    (region collate "C", (owner::text) collate "C", purpose collate "C", version);
revoke all on subject_key from qorgan_app;
grant select, insert, update, delete on subject_key to qorgan_app;
