-- What the law weighs beside custody's own events: an exceptional restriction of whereabouts facts (ICPPED
-- art. 20(1)), the person's objection to telling one particular relative, a claim of asylum, a judgment in
-- force. What was stated is sealed. Clear are identifiers, the kind, the window and the state.

create table register_circumstance (
    region          text        not null,
    office          uuid        not null,
    circumstance_id uuid        not null primary key,
    subject_id      uuid        not null,
    kind            text        not null check (kind in ('restriction', 'objection', 'asylum', 'conviction')),
    valid_from      timestamptz not null,
    valid_to        timestamptz,
    stated          bytea       not null,
    stated_by       uuid        not null,
    recorded_at     timestamptz not null,
    entry_id        uuid        not null,
    witness         uuid,
    witness_office  uuid,
    witnessed_at    timestamptz,
    ended_at        timestamptz,
    ended_by        uuid,
    -- A restriction always ends; nothing else does by itself.
    check ((kind = 'restriction') = (valid_to is not null)),
    check (valid_to is null or valid_from < valid_to),
    -- The second person of an objection comes from outside of the place that keeps the detainee.
    constraint witness_is_outside check (witness is null
        or (kind = 'objection' and witness <> stated_by and witness_office <> office)),
    check ((witness is null) = (witnessed_at is null) and (witness is null) = (witness_office is null)),
    check ((ended_at is null) = (ended_by is null)),
    -- One restriction at a time: prolonging one is a new act after its end.
    constraint one_restriction exclude using gist (subject_id with =, tstzrange(valid_from, valid_to, '[)') with &&)
        where (kind = 'restriction' and ended_at is null)
);
create index register_circumstance_subject on register_circumstance (subject_id);

-- A witness and an end are written once and never taken back.
create function register_circumstance_stays() returns trigger language plpgsql as $$
begin
    if (old.witness is not null and (new.witness, new.witness_office, new.witnessed_at)
            is distinct from (old.witness, old.witness_office, old.witnessed_at))
       or (old.ended_at is not null and (new.ended_at, new.ended_by, new.witness)
            is distinct from (old.ended_at, old.ended_by, old.witness)) then
        raise exception 'a circumstance is witnessed once and ended once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger register_circumstance_stays before update on register_circumstance
    for each row execute function register_circumstance_stays();

alter table register_circumstance enable row level security;
create policy tenancy on register_circumstance using (qorgan_sees(office)) with check (qorgan_sees(office));
revoke update, delete, truncate on register_circumstance from qorgan_app;
grant update (witness, witness_office, witnessed_at, ended_at, ended_by) on register_circumstance to qorgan_app;
