-- Decisions, applications, grants, refusals, deliveries, pretrial records. Append-only throughout: a
-- revocation, a signature under a refusal, a closed way are rows of their own.

-- For which person a request stands, once found exactly once. Identifiers only.
create table disclosure_resolution (
    region     text        not null,
    office     uuid        not null,
    request_id uuid        primary key,
    subject_id uuid        not null,
    found_at   timestamptz not null
);
create index disclosure_resolution_subject on disclosure_resolution (subject_id);

-- Pretrial data of a case, one record a field; a correction is the next revision of its record.
create table disclosure_pretrial (
    region       text        not null,
    office       uuid        not null,
    record_id    uuid        not null,
    revision     bigint      not null check (revision >= 0),
    case_id      uuid        not null,
    subject_id   uuid        not null,
    field        text        not null check (field like 'P.%'),
    value        bytea       not null,
    deposited_by uuid        not null,
    deposited_at timestamptz not null,
    primary key (record_id, revision)
);
create index disclosure_pretrial_subject on disclosure_pretrial (subject_id, case_id);
create index disclosure_pretrial_case on disclosure_pretrial (case_id);

-- An application for pretrial fields, addressed to the two signers of the case.
create table disclosure_application (
    region         text        not null,
    office         uuid        not null,
    application_id uuid        primary key,
    request_id     uuid        not null unique,
    case_id        uuid        not null,
    asker          uuid        not null,
    terms          bytea       not null,
    filed_at       timestamptz not null,
    due_at         timestamptz not null check (due_at > filed_at),
    -- The applicant's agreement that both signers see who asks is a condition, not a flag.
    agreed         boolean     not null check (agreed)
);
create index disclosure_application_case on disclosure_application (case_id);

create table disclosure_application_opened (
    region         text        not null,
    office         uuid        not null,
    application_id uuid        not null references disclosure_application (application_id),
    official       uuid        not null,
    side           text        not null check (side in ('investigation', 'procuracy')),
    entry_id       uuid        not null,
    opened_at      timestamptz not null,
    primary key (application_id, official),
    exclude using gist (application_id with =, official with =, side with <>)
);

-- A grant is one office's signature over one window. Nobody signs for the other office: the
-- exclusion holds for the request and for the whole case.
create table disclosure_grant (
    region         text        not null,
    office         uuid        not null,
    grant_id       uuid        primary key,
    application_id uuid        not null references disclosure_application (application_id),
    request_id     uuid        not null,
    case_id        uuid        not null,
    subject_id     uuid        not null,
    signer         uuid        not null,
    side           text        not null check (side in ('investigation', 'procuracy')),
    valid_from     timestamptz not null,
    valid_to       timestamptz not null,
    constraint disclosure_grant_window check (valid_from < valid_to),
    valid          tstzrange   not null
        generated always as (tstzrange(valid_from, valid_to, '[)')) stored,
    statement      bytea       not null,
    signature      bytea       not null,
    granted_at     timestamptz not null,
    -- Never written: a row can be locked in share mode only by who may update some column of it.
    latch          boolean,
    foreign key (application_id, signer)
        references disclosure_application_opened (application_id, official),
    constraint disclosure_grant_one_side
        exclude using gist (case_id with =, signer with =, side with <>)
);
create index disclosure_grant_request on disclosure_grant (request_id);

create table disclosure_revocation (
    region     text        not null,
    office     uuid        not null,
    grant_id   uuid        primary key references disclosure_grant (grant_id),
    revoked_by uuid        not null,
    revoked_at timestamptz not null
);

-- The recipient's non-disclosure warning, signed before anything granted is delivered.
create table disclosure_warning (
    region     text        not null,
    office     uuid        not null,
    request_id uuid        primary key,
    signed_by  uuid        not null,
    signed_at  timestamptz not null
);

-- The withheld part of an answer: one row for one set of fields and grounds, waiting for a human.
create table disclosure_refusal (
    region     text        not null,
    office     uuid        not null,
    refusal_id uuid        primary key,
    request_id uuid        not null,
    subject_id uuid        not null,
    case_id    uuid,
    digest     bytea       not null check (octet_length(digest) = 32),
    grounds    bytea       not null,
    since      timestamptz not null,
    due_at     timestamptz not null check (due_at > since),
    unique (request_id, digest)
);

create table disclosure_refusal_signed (
    region     text        not null,
    office     uuid        not null,
    refusal_id uuid        primary key references disclosure_refusal (refusal_id),
    official   uuid        not null,
    signed_as  text        not null,
    signed_at  timestamptz not null
);

-- A delivery: one entry, one row. The receipt itself is not kept; its digest is.
create table disclosure_delivery (
    region         text        not null,
    office         uuid        not null,
    delivery_id    uuid        not null,
    request_id     uuid,
    subject_id     uuid        not null,
    entry_id       uuid        primary key,
    receipt_digest bytea       not null check (octet_length(receipt_digest) = 32),
    delivered_at   timestamptz not null
);
create index disclosure_delivery_request on disclosure_delivery (request_id);

create function disclosure_never() returns trigger language plpgsql as $$
begin
    raise exception 'rows of disclosure are never changed';
end $$;
create trigger disclosure_grant_never before update or delete on disclosure_grant
    for each row execute function disclosure_never();

revoke update, delete, truncate on disclosure_resolution, disclosure_pretrial,
    disclosure_application, disclosure_application_opened, disclosure_grant, disclosure_revocation,
    disclosure_warning, disclosure_refusal, disclosure_refusal_signed, disclosure_delivery
    from qorgan_app;
grant update (latch) on disclosure_grant to qorgan_app;

do $$
declare named text;
begin
    foreach named in array array[
        'disclosure_resolution',
        'disclosure_application',
        'disclosure_application_opened',
        'disclosure_grant',
        'disclosure_revocation',
        'disclosure_warning',
        'disclosure_refusal',
        'disclosure_refusal_signed',
        'disclosure_delivery']
    loop
        execute format('alter table %I enable row level security', named);
        execute format('create policy tenancy on %I using (qorgan_sees(office)) '
            'with check (qorgan_sees(office))', named);
    end loop;
end $$;

-- Pretrial rows are for the operator that keeps them, the procuracy over it, and a duty.
alter table disclosure_pretrial enable row level security;
create policy tenancy on disclosure_pretrial using (qorgan_owns(office))
    with check (qorgan_owns(office));
