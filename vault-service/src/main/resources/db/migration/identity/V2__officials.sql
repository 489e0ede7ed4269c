-- Officials, their assignments and their certificates. Each row is entered by one office and takes effect when
-- another person of another office confirms it; after that only its end can be written. Who holds which roles
-- together is refused here first: investigator and procurator, clerk and standing officer, an operator of the
-- system and anything else. No row of this register is sealed: it holds offices and what an official is called
-- in service, nothing about a person whose data is kept.
alter table identity_office
    add column entered_by uuid, add column entered_office uuid references identity_office (office_id),
    add column confirmed_by uuid, add column confirmed_office uuid references identity_office (office_id),
    add column confirmed_at timestamptz,
    add constraint identity_office_second_office check (confirmed_office <> entered_office),
    add constraint identity_office_second_person check (confirmed_by <> entered_by);

create table identity_official (
    official_id uuid primary key,
    subject_id uuid not null,
    office_id uuid not null references identity_office (office_id),
    region text not null,
    roles text[] not null check (cardinality(roles) > 0),
    service_name text not null,
    service_number text not null,
    valid tstzrange not null check (lower_inc(valid) and not upper_inc(valid) and not isempty(valid)),
    entered_by uuid not null,
    entered_office uuid not null references identity_office (office_id),
    entered_at timestamptz not null,
    confirmed_by uuid,
    confirmed_office uuid references identity_office (office_id),
    confirmed_at timestamptz,
    ended_by uuid,
    ended_at timestamptz,
    constraint identity_official_second_office check (confirmed_office <> entered_office),
    constraint identity_official_second_person check
        (confirmed_by <> entered_by and confirmed_by <> official_id and entered_by <> official_id),
    constraint identity_official_confirmed_whole check
        (num_nulls(confirmed_by, confirmed_office, confirmed_at) in (0, 3)),
    constraint identity_official_ended_whole check (num_nulls(ended_by, ended_at) in (0, 2)),
    constraint identity_official_roles check (
        not (roles && array['investigator', 'inquiry-officer'] and roles && array['procurator'])
        and not (roles && array['clerk'] and roles && array['standing-officer'])
        and not (roles && array['operator', 'custodian'] and cardinality(roles) > 1)
        and not (roles && array['asker', 'subject'])),
    -- One person is one official at a time, whichever account and whichever office.
    constraint identity_official_one_at_a_time
        exclude using gist (subject_id with =, valid with &&) where (ended_at is null),
    constraint identity_official_one_number
        exclude using gist (service_number with =, valid with &&) where (ended_at is null)
);
create index identity_official_office on identity_official (office_id);

create table identity_assignment (
    assignment_id uuid primary key,
    official_id uuid not null references identity_official (official_id),
    target_kind text not null check (target_kind in ('case', 'facility', 'territory')),
    target text not null,
    valid tstzrange not null check (lower_inc(valid) and not upper_inc(valid) and not isempty(valid)),
    entered_by uuid not null,
    entered_office uuid not null references identity_office (office_id),
    entered_at timestamptz not null,
    confirmed_by uuid,
    confirmed_office uuid references identity_office (office_id),
    confirmed_at timestamptz,
    ended_by uuid,
    ended_at timestamptz,
    constraint identity_assignment_second_office check (confirmed_office <> entered_office),
    constraint identity_assignment_second_person check
        (confirmed_by <> entered_by and confirmed_by <> official_id and entered_by <> official_id),
    constraint identity_assignment_confirmed_whole check
        (num_nulls(confirmed_by, confirmed_office, confirmed_at) in (0, 3))
);
create index identity_assignment_target on identity_assignment (target_kind, target);
create index identity_assignment_official on identity_assignment (official_id);

create table identity_certificate (
    certificate_id uuid primary key,
    official_id uuid not null references identity_official (official_id),
    certificate bytea not null,
    fingerprint bytea not null unique check (octet_length(fingerprint) = 32),
    valid tstzrange not null check (lower_inc(valid) and not upper_inc(valid) and not isempty(valid)),
    entered_by uuid not null,
    entered_office uuid not null references identity_office (office_id),
    entered_at timestamptz not null,
    confirmed_by uuid,
    confirmed_office uuid references identity_office (office_id),
    confirmed_at timestamptz,
    ended_by uuid,
    ended_at timestamptz,
    constraint identity_certificate_second_office check (confirmed_office <> entered_office),
    constraint identity_certificate_second_person check
        (confirmed_by <> entered_by and confirmed_by <> official_id and entered_by <> official_id),
    constraint identity_certificate_confirmed_whole check
        (num_nulls(confirmed_by, confirmed_office, confirmed_at) in (0, 3))
);
create index identity_certificate_official on identity_certificate (official_id);

-- What is entered stays: the running service may confirm and end, nothing else, and each of them once.
revoke update, delete, truncate on identity_office, identity_official, identity_assignment, identity_certificate
    from qorgan_app;
grant update (confirmed_by, confirmed_office, confirmed_at) on identity_office to qorgan_app;
grant update (confirmed_by, confirmed_office, confirmed_at, ended_by, ended_at) on identity_official to qorgan_app;
grant update (confirmed_by, confirmed_office, confirmed_at, ended_by, ended_at) on identity_assignment to qorgan_app;
grant update (confirmed_by, confirmed_office, confirmed_at, ended_by, ended_at) on identity_certificate to qorgan_app;

create function identity_once() returns trigger language plpgsql set search_path = pg_catalog, public as
$$
begin
    if old.confirmed_by is not null and
       (old.confirmed_by, old.confirmed_office, old.confirmed_at)
           is distinct from (new.confirmed_by, new.confirmed_office, new.confirmed_at) then
        raise exception 'a confirmation is written once' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger identity_office_once before update on identity_office
    for each row execute function identity_once();
create trigger identity_official_once before update on identity_official
    for each row execute function identity_once();
create trigger identity_assignment_once before update on identity_assignment
    for each row execute function identity_once();
create trigger identity_certificate_once before update on identity_certificate
    for each row execute function identity_once();
