-- The custody register. Events and their values are added, never changed: a correction is a new event
-- that names the one it supersedes. What was stated, the time of an arrest above all, is sealed.

create table register_facility (
    region      text        not null,
    office      uuid        not null,
    facility_id uuid        not null primary key,
    type        text        not null check (type in (
        'internal_affairs_office', 'temporary_holding_facility', 'remand_centre', 'special_holding_centre',
        'holding_processing_centre', 'correctional_institution', 'juvenile_adaptation_centre',
        'special_education_institution', 'other_recognised')),
    code        text        not null unique check (code ~ '^[A-Za-z0-9_.-]{1,60}$'),
    names       jsonb       not null,
    address     jsonb       not null,
    supervisor  jsonb       not null,
    recorded_at timestamptz not null,
    entry_id    uuid        not null
);

create table register_event (
    region        text        not null,
    office        uuid        not null,
    event_id      uuid        not null primary key,
    territory     text        not null,
    subject_id    uuid        not null,
    seq           bigint      not null check (seq >= 0),
    place_in_time bigint      not null,
    kind          text        not null check (kind in ('arrest', 'placement', 'transfer', 'injury', 'health', 'release', 'death')),
    facility_id   uuid        references register_facility,
    from_facility uuid        references register_facility,
    supersedes    uuid        unique,
    broken        text[]      not null,
    fact          bytea       not null,
    actor         uuid        not null,
    recorded_at   timestamptz not null,
    entry_id      uuid        not null,
    unique (subject_id, seq),
    -- The same fact twice is one fact, whoever registers it. `fact` is a keyed hash of what was stated.
    unique (subject_id, fact),
    unique (subject_id, event_id),
    foreign key (subject_id, supersedes) references register_event (subject_id, event_id),
    check ((kind in ('placement', 'transfer')) = (facility_id is not null)),
    check ((kind = 'transfer') = (from_facility is not null)),
    check (supersedes <> event_id)
);

create index register_event_irregular on register_event (territory, recorded_at) where cardinality(broken) > 0;

-- A sealed value of an event; with `gap` set, the sealed reason why the value is not known.
create table register_value (
    region   text    not null,
    office   uuid    not null,
    event_id uuid    not null references register_event,
    field    text    not null check (field ~ '^[A-Z]\.[a-z_]+$'),
    gap      boolean not null,
    sealed   bytea   not null,
    primary key (event_id, field)
);

-- Where a person's file stands after the latest event: one row to lock while an event is added, and to
-- count heads by. Answers are never built from it.
create table register_file (
    region      text   not null,
    office      uuid   not null,
    subject_id  uuid   not null primary key,
    state       text   not null check (state in ('in_custody', 'transferred', 'released', 'deceased')),
    facility_id uuid   references register_facility,
    events      bigint not null check (events >= 0)
);
create index register_file_facility on register_file (facility_id) where facility_id is not null;

-- Rows brought in from an older register, so that none comes in twice. Both columns are keyed hashes.
create table register_import (
    region      text        not null,
    office      uuid        not null,
    row_key     bytea       not null,
    content     bytea       not null,
    subject_id  uuid        not null,
    recorded_at timestamptz not null,
    primary key (office, row_key)
);

do $$
declare noun text;
begin
    foreach noun in array array['register_facility', 'register_event', 'register_value', 'register_file', 'register_import'] loop
        execute format('alter table %I enable row level security', noun);
        execute format('create policy tenancy on %I using (qorgan_sees(office)) with check (qorgan_sees(office))', noun);
    end loop;
end $$;

revoke update, delete, truncate on register_facility, register_event, register_value, register_import from qorgan_app;
revoke delete, truncate on register_file from qorgan_app;
