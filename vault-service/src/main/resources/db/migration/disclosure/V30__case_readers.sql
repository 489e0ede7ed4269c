-- Who reads a case's pretrial data by statute, signed for both offices of the pretrial plane. The statement
-- is canonical JSON of identifiers and a window; nothing of it is sealed, as nothing of the register of
-- officials is. A key agent verifies it by its signatures, wherever it comes from.
create table disclosure_reader (
    region        text        not null,
    office        uuid        not null,
    reader_id     uuid        not null unique,
    assignment_id uuid        not null,
    case_id       uuid        not null,
    official      uuid        not null,
    rule          text        not null,
    side          text        not null check (side in ('investigation', 'procuracy')),
    signer        uuid        not null,
    statement     bytea       not null,
    signature     bytea       not null,
    signed_at     timestamptz not null,
    primary key (assignment_id, rule, side),
    constraint disclosure_reader_not_oneself check (signer <> official),
    constraint disclosure_reader_one_side
        exclude using gist (assignment_id with =, signer with =, side with <>)
);
create index disclosure_reader_official on disclosure_reader (official, case_id);
revoke update, delete, truncate on disclosure_reader from qorgan_app;
alter table disclosure_reader enable row level security;
create policy seeing on disclosure_reader for select using (qorgan_owns(office) or
    coalesce(current_setting('qorgan.realm', true), '') in ('OFFICIALS', 'DUTY'));
create policy writing on disclosure_reader for insert with check (qorgan_sees(office));

-- The offices' key agents ask which grants stand, and nothing else of this room.
grant select (grant_id) on disclosure_grant to qorgan_agent;
grant select (grant_id) on disclosure_revocation to qorgan_agent;
create policy agents on disclosure_grant for select to qorgan_agent using (true);
create policy agents on disclosure_revocation for select to qorgan_agent using (true);
