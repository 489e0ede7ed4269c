-- An envelope is opened for reading by two people of two offices, a data-protection officer and a procurator, for a
-- written reason of a listed kind and for a day at most (rule prot-unseal-two-person). The measure goes on: its end is
-- the steps of the envelope itself.

create table subject_unsealing (
    region       text        not null,
    office       uuid        not null,
    unsealing_id uuid        not null primary key,
    envelope_id  uuid        not null references subject_envelope,
    ground       text        not null check (ground in ('reprisal', 'fraud_inquiry', 'court_order')),
    proposer     uuid        not null,
    from_office  uuid        not null,
    as_role      text        not null check (as_role in ('dpo', 'procurator')),
    reason       bytea       not null,
    proposed_at  timestamptz not null,
    entry_id     uuid        not null,
    unique (unsealing_id, proposer, from_office, as_role)
);

create table subject_unsealing_confirmed (
    region       text        not null,
    office       uuid        not null,
    unsealing_id uuid        not null primary key,
    proposer     uuid        not null,
    from_office  uuid        not null,
    as_role      text        not null,
    second       uuid        not null,
    second_office uuid       not null,
    second_role  text        not null check (second_role in ('dpo', 'procurator')),
    reason       bytea       not null,
    opens_at     timestamptz not null,
    closes_at    timestamptz not null,
    entry_id     uuid        not null,
    foreign key (unsealing_id, proposer, from_office, as_role)
        references subject_unsealing (unsealing_id, proposer, from_office, as_role),
    constraint two_people check (second <> proposer),
    constraint two_offices check (second_office <> from_office),
    constraint one_of_each check (second_role <> as_role),
    constraint a_day_at_most check (opens_at < closes_at and closes_at <= opens_at + interval '24 hours')
);

do $$
declare noun text;
begin
    foreach noun in array array['subject_unsealing', 'subject_unsealing_confirmed'] loop
        execute format('alter table %I enable row level security', noun);
        execute format('create policy tenancy on %I using (qorgan_sees(office)) with check (qorgan_sees(office))', noun);
    end loop;
end $$;
revoke update, delete, truncate on subject_unsealing, subject_unsealing_confirmed from qorgan_app;
