-- Persons and victims. Clear columns: random identifiers, region, owning office, server time, state.
-- All that identifies anybody is sealed; how a person is found again is a keyed hash.

create table subject_person (
    region        text        not null,
    office        uuid        not null,
    subject_id    uuid        not null primary key,
    revision      bigint      not null check (revision >= 0),
    registered_at timestamptz not null,
    entry_id      uuid        not null
);

-- One sealed field of a person. `revision` is part of the place a value is sealed to.
create table subject_field (
    region      text        not null,
    office      uuid        not null,
    field_id    uuid        not null primary key,
    subject_id  uuid        not null references subject_person,
    field       text        not null check (field ~ '^[A-Z]\.[a-z_]+$'),
    revision    bigint      not null check (revision >= 0),
    sealed      bytea       not null,
    recorded_at timestamptz not null,
    entry_id    uuid        not null,
    unique (subject_id, field)
);

-- The blind index is global: keyed hashes of the number and of folded name parts with the birth date.
create table subject_index (
    region     text  not null,
    office     uuid  not null,
    kind       text  not null check (kind in ('iin', 'name')),
    token      bytea not null,
    subject_id uuid  not null references subject_person,
    primary key (kind, token, subject_id)
);
create index subject_index_subject on subject_index (subject_id);

-- A person as a victim in a case; both are random identifiers.
create table subject_victim (
    region      text        not null,
    office      uuid        not null,
    victim_id   uuid        not null unique,
    subject_id  uuid        not null references subject_person,
    case_id     uuid        not null,
    recorded_at timestamptz not null,
    entry_id    uuid        not null,
    primary key (subject_id, case_id)
);

-- Which account of the public realm belongs to which person, confirmed by an officer who saw them.
create table subject_account (
    region     text        not null,
    office     uuid        not null,
    account    uuid        not null primary key,
    subject_id uuid        not null references subject_person,
    linked_by  uuid        not null,
    linked_at  timestamptz not null,
    entry_id   uuid        not null,
    check (account <> linked_by)
);
create index subject_account_subject on subject_account (subject_id);

-- An envelope of the protection unit, told by its steps. A step is never changed; nobody confirms
-- their own proposal, and who confirms opening sits in another office.
create table subject_envelope (
    region      text        not null,
    office      uuid        not null,
    envelope_id uuid        not null primary key,
    subject_id  uuid        not null references subject_person,
    restricts   boolean     not null,
    made_at     timestamptz not null
);
create index subject_envelope_subject on subject_envelope (subject_id);

create table subject_envelope_step (
    region          text        not null,
    office          uuid        not null,
    step_id         uuid        not null primary key,
    envelope_id     uuid        not null references subject_envelope,
    step            text        not null check (step in ('seal_proposed', 'seal_confirmed', 'unseal_proposed', 'unseal_confirmed')),
    actor           uuid        not null,
    answers         text,
    proposer        uuid,
    proposer_office uuid,
    reason          bytea       not null,
    at              timestamptz not null,
    entry_id        uuid        not null,
    unique (envelope_id, step),
    unique (envelope_id, step, actor, office),
    check ((step in ('seal_proposed', 'unseal_proposed')) = (answers is null)),
    check ((answers is null) = (proposer is null) and (answers is null) = (proposer_office is null)),
    check (answers is null or (step, answers) in (('seal_confirmed', 'seal_proposed'), ('unseal_confirmed', 'unseal_proposed'))),
    check (proposer is null or proposer <> actor),
    check (step <> 'unseal_confirmed' or proposer_office <> office),
    foreign key (envelope_id, answers, proposer, proposer_office)
        references subject_envelope_step (envelope_id, step, actor, office)
);

create table subject_envelope_value (
    region      text   not null,
    office      uuid   not null,
    envelope_id uuid   not null references subject_envelope,
    field       text   not null check (field ~ '^S\.[a-z_]+$'),
    sealed      bytea  not null,
    primary key (envelope_id, field)
);

-- History of the sealed fields, written by Envers: the same logical place at its earlier revision.
create table subject_field_aud (
    field_id    uuid     not null,
    rev         bigint   not null,
    revtype     smallint not null,
    region      text,
    office      uuid,
    subject_id  uuid,
    field       text,
    revision    bigint,
    sealed      bytea,
    recorded_at timestamptz,
    entry_id    uuid,
    primary key (rev, field_id)
);

-- Whether a measure restricts access, asked of every row whoever asks: not to see one must never look
-- like there being none. A proposal protects at once and lapses after a day unless it is confirmed, so
-- that nobody can hide a person alone.
create function subject_is_protected(subject uuid, moment timestamptz) returns boolean
    language sql stable parallel safe security definer set search_path = pg_catalog, public as
$$
    select exists (
        select 1 from subject_envelope e
        join subject_envelope_step proposed on proposed.envelope_id = e.envelope_id and proposed.step = 'seal_proposed'
        where e.subject_id = subject and e.restricts
          and not exists (select 1 from subject_envelope_step s
                          where s.envelope_id = e.envelope_id and s.step = 'unseal_confirmed')
          and (proposed.at > moment - interval '24 hours'
               or exists (select 1 from subject_envelope_step s
                          where s.envelope_id = e.envelope_id and s.step = 'seal_confirmed')))
$$;

do $$
declare noun text;
begin
    foreach noun in array array['subject_person', 'subject_field', 'subject_field_aud', 'subject_index', 'subject_victim',
                                'subject_account', 'subject_envelope', 'subject_envelope_step', 'subject_envelope_value'] loop
        execute format('alter table %I enable row level security', noun);
        execute format('create policy tenancy on %I using (qorgan_sees(office)) with check (qorgan_sees(office))', noun);
    end loop;
end $$;

revoke delete, truncate on subject_person, subject_field from qorgan_app;
revoke update, delete, truncate on subject_field_aud, subject_index, subject_victim, subject_account,
    subject_envelope, subject_envelope_step, subject_envelope_value from qorgan_app;
