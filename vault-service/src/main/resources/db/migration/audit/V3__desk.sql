-- Decisions as they were taken: packs, truths, norms; never a value. Replayed from here.
create table audit_decision (
    region      text        not null,
    office      uuid        not null,
    digest      bytea       not null primary key check (octet_length(digest) = 32),
    pack_digest bytea       not null check (octet_length(pack_digest) in (0, 32)),
    request_id  uuid,
    record      text        not null,                  -- canonical JSON; its SHA-256 is the digest
    decided_at  timestamptz not null
);
create index audit_decision_request on audit_decision (request_id) where request_id is not null;

-- A case of the data-protection officer: a complaint, a conflict of rules, something unusual.
create table audit_case (
    region    text        not null,
    office    uuid        not null,
    case_id   uuid        not null primary key,
    cause     text        not null check (cause in ('COMPLAINT', 'RULE_CONFLICT', 'UNUSUAL', 'DECOY', 'OWN_INITIATIVE')),
    entry_id  uuid        references audit_entry,
    token     bytea,                                    -- the person concerned
    opened_by uuid        not null,
    due_at    timestamptz not null,
    opened_at timestamptz not null
);
create index audit_case_office on audit_case (office, opened_at);

-- What happened in a case, one row after the other. The words are sealed under the case's own key.
create table audit_case_step (
    region   text        not null,
    office   uuid        not null,
    step_id  uuid        not null primary key,
    case_id  uuid        not null references audit_case,
    step     text        not null check (step in ('COMPLAINT', 'NOTE', 'ENTRY', 'FINDING', 'CLOSED')),
    finding  text        check (finding in ('LAWFUL', 'UNLAWFUL', 'UNCLEAR')),
    entry_id uuid        references audit_entry,
    words    bytea,
    by_actor uuid        not null,
    at       timestamptz not null,
    check ((step = 'FINDING') = (finding is not null))
);
create index audit_case_step_case on audit_case_step (case_id, at);
create unique index audit_case_step_closed on audit_case_step (case_id) where step = 'CLOSED';

-- Reviews of a data-protection officer's own readings, by somebody of another office.
create table audit_review (
    region      text        not null,
    office      uuid        not null,                   -- the reviewing office
    entry_id    uuid        not null primary key references audit_entry,
    reviewed    uuid        not null,                   -- the office reviewed
    verdict     text        not null check (verdict in ('IN_ORDER', 'QUESTIONED')),
    by_actor    uuid        not null,
    at          timestamptz not null,
    check (office <> reviewed)
);

-- Decoys: tokens of people who do not exist; whoever opens one alarms the oversight alone.
create table audit_decoy (
    region    text        not null,
    office    uuid        not null,
    token     bytea       not null primary key,
    placed_by uuid        not null,
    placed_at timestamptz not null
);

revoke all on audit_decision, audit_case, audit_case_step, audit_review, audit_decoy from qorgan_app;
grant select, insert on audit_decision, audit_case, audit_case_step, audit_review, audit_decoy to qorgan_app;

-- A revision of any history names the actor and the entry that made it.
create sequence audit_revision_seq increment by 50;
create table audit_revision (
    rev      bigint not null primary key,
    at       bigint not null,
    actor    uuid,
    entry_id uuid
);
create index audit_revision_entry on audit_revision (entry_id) where entry_id is not null;
revoke all on audit_revision from qorgan_app;
grant select, insert on audit_revision to qorgan_app;
grant usage on sequence audit_revision_seq to qorgan_app;
