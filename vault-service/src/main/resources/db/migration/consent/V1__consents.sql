-- Purposes and consents. A purpose with neither a legal basis nor the seven items of a consent cannot
-- be stored, and no consent reaches what the law keeps from consent.

create table consent_purpose (
    region        text        not null,
    office        uuid        not null,
    purpose_id    uuid        not null primary key,
    code          text        not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
    revision      bigint      not null check (revision >= 0),
    titles        jsonb       not null,
    fields        text[]      not null check (cardinality(fields) > 0),
    recipients    text[]      not null check (cardinality(recipients) > 0),
    bases         text[]      not null,
    consent_items text[]      not null,
    configured_by uuid        not null,
    configured_at timestamptz not null,
    entry_id      uuid        not null,
    unique (code, revision),
    constraint purpose_rests_on_something
        check (cardinality(bases) > 0 or cardinality(consent_items) > 0),
    constraint consent_has_seven_items
        check (cardinality(consent_items) = 0 or (
            consent_items @> array['operator', 'subject_name', 'period', 'third_parties', 'cross_border', 'open_sources', 'data_list']
            and cardinality(consent_items) = 7)),
    constraint never_by_consent
        check (cardinality(consent_items) = 0 or array_to_string(fields, ',') !~ '(^|,)[PQSA]\.')
);

create table consent_consent (
    region         text        not null,
    office         uuid        not null,
    consent_id     uuid        not null primary key,
    subject_id     uuid        not null,
    purpose        text        not null,
    recipient      text        not null,
    fields         text[]      not null check (cardinality(fields) > 0),
    valid          tstzrange   not null check (not isempty(valid) and lower_inc(valid) and not upper_inc(valid)
                                               and not lower_inf(valid) and not upper_inf(valid)),
    form           text        not null check (form in ('WRITTEN', 'STATE_SERVICE', 'PROVABLE_OTHER')),
    giver          text        not null check (giver in ('SUBJECT', 'LEGAL_REPRESENTATIVE', 'GUARDIANSHIP_BODY')),
    in_custody     boolean     not null,
    minor          boolean     not null,
    witness        uuid,
    witness_kind   text        check (witness_kind in ('COUNSEL', 'OUTSIDE_FACILITY', 'FACILITY_STAFF')),
    taken_by       uuid        not null,
    given_at       timestamptz not null,
    entry_id       uuid        not null,
    withdrawn_at   timestamptz,
    withdrawn_by   uuid,
    check ((withdrawn_at is null) = (withdrawn_by is null)),
    constraint never_by_consent check (array_to_string(fields, ',') !~ '(^|,)[PQSA]\.'),
    constraint free_in_custody check (not in_custody or witness_kind in ('COUNSEL', 'OUTSIDE_FACILITY')),
    constraint minor_is_represented check (not minor or giver <> 'SUBJECT')
);
create index consent_consent_subject on consent_consent (subject_id, purpose);

create table consent_item (
    region     text  not null,
    office     uuid  not null,
    consent_id uuid  not null references consent_consent,
    item       text  not null check (item in ('operator', 'subject_name', 'period', 'third_parties', 'cross_border', 'open_sources', 'data_list')),
    sealed     bytea not null,
    primary key (consent_id, item)
);

-- A withdrawal is written once and never taken back: a new consent is a new row.
create function consent_withdrawal_stays() returns trigger language plpgsql as $$
begin
    if old.withdrawn_at is not null and
       (new.withdrawn_at, new.withdrawn_by) is distinct from (old.withdrawn_at, old.withdrawn_by) then
        raise exception 'a withdrawal is never changed' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger consent_withdrawal_stays before update on consent_consent
    for each row execute function consent_withdrawal_stays();

-- Seven items or no consent: checked when the transaction ends, after the items are in.
create function consent_holds_seven() returns trigger language plpgsql as $$
begin
    if (select count(*) from consent_item where consent_id = new.consent_id) <> 7 then
        raise exception 'a consent holds seven items' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create constraint trigger consent_holds_seven after insert on consent_consent
    deferrable initially deferred for each row execute function consent_holds_seven();

do $$
declare noun text;
begin
    foreach noun in array array['consent_consent', 'consent_item'] loop
        execute format('alter table %I enable row level security', noun);
        execute format('create policy tenancy on %I using (qorgan_sees(office)) with check (qorgan_sees(office))', noun);
    end loop;
end $$;

-- Purposes are told to everyone whose data they open.
alter table consent_purpose enable row level security;
create policy told on consent_purpose for select using (true);
create policy configured on consent_purpose for insert with check (qorgan_sees(office));

revoke update, delete, truncate on consent_purpose, consent_item, consent_consent from qorgan_app;
grant update (withdrawn_at, withdrawn_by) on consent_consent to qorgan_app;
