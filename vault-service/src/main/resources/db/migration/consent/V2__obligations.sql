-- A duty outstanding towards the processing that a consent allows: while it lasts a withdrawal is written down and
-- has no effect on that processing (Act No. 94-V, article 8(2)). `article` cites the act and nothing else.

create table consent_obligation (
    region        text        not null,
    office        uuid        not null,
    obligation_id uuid        not null primary key,
    consent_id    uuid        not null references consent_consent,
    article       text        not null check (article ~ '^[[:alnum:] .,()№-]{3,200}$'),
    until         timestamptz not null,
    recorded_by   uuid        not null,
    recorded_at   timestamptz not null,
    entry_id      uuid        not null,
    ended_at      timestamptz,
    ended_by      uuid,
    check (recorded_at < until),
    check ((ended_at is null) = (ended_by is null))
);
create index consent_obligation_consent on consent_obligation (consent_id);

create function consent_obligation_stays() returns trigger language plpgsql as $$
begin
    if old.ended_at is not null then
        raise exception 'an obligation ends once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger consent_obligation_stays before update on consent_obligation
    for each row execute function consent_obligation_stays();

alter table consent_obligation enable row level security;
create policy tenancy on consent_obligation using (qorgan_sees(office)) with check (qorgan_sees(office));
revoke update, delete, truncate on consent_obligation from qorgan_app;
grant update (ended_at, ended_by) on consent_obligation to qorgan_app;
