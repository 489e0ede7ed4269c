-- What must happen by itself: clocks, messages that say only that something waits, alarms.

create table duty_clock (
    region    text        not null,
    office    uuid        not null,
    clock_id  uuid        primary key,
    rule      text        not null,
    -- The event, request or search that started it, and the person or request it is about.
    cause     uuid        not null,
    about     uuid        not null,
    starts_at timestamptz not null,
    -- Without a number in the law ("without delay") there is no due time, only the elapsed one.
    due_at    timestamptz,
    -- One cause starts one clock of one rule: a repeated event starts nothing twice.
    unique (rule, cause, about)
);
create index duty_clock_about on duty_clock (about);

create table duty_clock_closed (
    region    text        not null,
    office    uuid        not null,
    clock_id  uuid        primary key references duty_clock (clock_id),
    how       text        not null check (how in ('read', 'call', 'postal_receipt', 'done', 'superseded')),
    closed_by uuid        not null,
    proof     uuid,
    closed_at timestamptz not null
);

-- A message left; that closes nothing.
create table duty_message (
    region     text        not null,
    office     uuid        not null,
    message_id uuid        primary key,
    request_id uuid        not null,
    cause      uuid        not null,
    way        text        not null check (way in ('email', 'phone', 'post', 'none')),
    entry_id   uuid,
    sent_at    timestamptz not null,
    unique (request_id, cause)
);

-- What the procurator of the territory is told at once.
create table duty_alarm (
    region    text        not null,
    office    uuid        not null,
    alarm_id  uuid        primary key,
    kind      text        not null,
    rule      text        not null,
    cause     uuid        not null,
    about     uuid        not null,
    raised_at timestamptz not null,
    unique (kind, rule, cause)
);

create table duty_alarm_seen (
    region   text        not null,
    office   uuid        not null,
    alarm_id uuid        primary key references duty_alarm (alarm_id),
    official uuid        not null,
    seen_at  timestamptz not null
);

revoke update, delete, truncate on duty_clock, duty_clock_closed, duty_message, duty_alarm,
    duty_alarm_seen from qorgan_app;

do $$
declare named text;
begin
    foreach named in array array[
        'duty_clock',
        'duty_clock_closed',
        'duty_message',
        'duty_alarm',
        'duty_alarm_seen']
    loop
        execute format('alter table %I enable row level security', named);
        execute format('create policy tenancy on %I using (qorgan_sees(office)) '
            'with check (qorgan_sees(office))', named);
    end loop;
end $$;
