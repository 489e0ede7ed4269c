-- A legal hold: while one stands over a person, no key of theirs is destroyed. A hold ends by itself or is
-- lifted by somebody who did not set it; its reason is sealed under the hold's own key.
create table audit_hold (
    region  text        not null,
    office  uuid        not null,
    hold_id uuid        not null primary key,
    token   bytea       not null check (octet_length(token) = 16),
    reason  bytea       not null,
    set_by  uuid        not null,
    set_at  timestamptz not null,
    until   timestamptz not null check (until > set_at),
    unique (hold_id, set_by)
);
create index audit_hold_token on audit_hold (token);

create table audit_hold_lifted (
    region    text        not null,
    office    uuid        not null,
    hold_id   uuid        not null primary key,
    set_by    uuid        not null,
    reason    bytea       not null,
    lifted_by uuid        not null,
    lifted_at timestamptz not null,
    foreign key (hold_id, set_by) references audit_hold (hold_id, set_by),
    constraint audit_hold_second_person check (lifted_by <> set_by)
);

revoke update, delete, truncate on audit_hold, audit_hold_lifted from qorgan_app;

alter table audit_hold enable row level security;
create policy seeing on audit_hold for select using (audit_sees(set_by, 'HOLD', office, null));
create policy writing on audit_hold for insert with check (true);
alter table audit_hold_lifted enable row level security;
create policy seeing on audit_hold_lifted for select using (audit_sees(lifted_by, 'HOLD', office, null));
create policy writing on audit_hold_lifted for insert with check (true);

-- What stands against destroying a key of this person, whoever asks: not to see a hold must never look
-- like there being none. An open complaint holds as well, because its proof may need what is kept.
create function audit_held(held bytea, moment timestamptz) returns table (ground text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select 'HOLD' from audit_hold h
    where h.token = held and h.set_at <= moment and moment < h.until
      and not exists (select from audit_hold_lifted l where l.hold_id = h.hold_id and l.lifted_at <= moment)
    union
    select 'OPEN_COMPLAINT' from audit_case c
    where c.token = held
      and not exists (select from audit_case_step s where s.case_id = c.case_id and s.step = 'CLOSED')
$$;
revoke all on function audit_held from public;
grant execute on function audit_held to qorgan_app;
