-- A request, its standing, its search. Nothing in this room is keyed by the person sought: the room
-- never looks anybody up. What the asker says is sealed under class Q of the asker and padded.
create table request_request (
    region      text        not null,
    office      uuid        not null,
    request_id  uuid        primary key,
    number      text        not null unique,
    secret_hash bytea       not null check (octet_length(secret_hash) = 32),
    asker       uuid        not null,
    account     uuid,
    taken_by    uuid        not null,
    language    text        not null check (language in ('kk', 'ru', 'en')),
    sought_id   uuid        not null unique,
    identity    bytea       not null,
    contact     bytea       not null,
    terms       bytea       not null,
    sought      bytea       not null,
    received_at timestamptz not null,
    promised_by timestamptz not null check (promised_by > received_at),
    -- For the composite reference below: standing is another officer's act.
    unique (request_id, taken_by)
);
create index request_request_account on request_request (account, received_at);
create index request_request_office on request_request (office, received_at);

-- One decision on standing for each request, by somebody who did not take it.
create table request_standing (
    region     text        not null,
    office     uuid        not null,
    request_id uuid        primary key,
    taken_by   uuid        not null,
    officer    uuid        not null,
    outcome    text        not null check (outcome in ('proven', 'refused')),
    evidence   bytea       not null,
    decided_at timestamptz not null,
    foreign key (request_id, taken_by) references request_request (request_id, taken_by),
    constraint request_standing_another_officer check (officer <> taken_by)
);

-- A search: opened when the person is not found exactly once. One open search for each request.
create table request_search (
    region       text        not null,
    office       uuid        not null,
    search_id    uuid        primary key,
    request_id   uuid        not null unique references request_request (request_id),
    opened_at    timestamptz not null,
    due_at       timestamptz not null check (due_at > opened_at),
    escalates_at timestamptz not null check (escalates_at > due_at)
);

-- Who is asked. The facility's own office stands in the row, so that it sees what it owes.
create table request_search_addressee (
    region    text not null,
    office    uuid not null,
    search_id uuid not null references request_search (search_id),
    primary key (search_id, office)
);

-- A facility's signed statement: canonical JSON and a detached CMS, both sealed.
create table request_search_statement (
    region     text        not null,
    office     uuid        not null,
    search_id  uuid        not null,
    statement_id uuid      primary key,
    officer    uuid        not null,
    statement  bytea       not null,
    signature  bytea       not null,
    stated_at  timestamptz not null,
    unique (search_id, office),
    foreign key (search_id, office) references request_search_addressee (search_id, office)
);

-- Nothing here is ever changed or taken back; a new fact is a new row.
revoke update, delete, truncate on request_request, request_standing, request_search,
    request_search_addressee, request_search_statement from qorgan_app;

do $$
declare named text;
begin
    foreach named in array array['request_request', 'request_standing', 'request_search',
        'request_search_addressee', 'request_search_statement']
    loop
        execute format('alter table %I enable row level security', named);
        execute format('create policy tenancy on %I using (qorgan_sees(office)) '
            'with check (qorgan_sees(office))', named);
    end loop;
end $$;
