-- Keys of whereabouts, register and audit, and those of the ring, are never destroyed: not by the running
-- service, which has no right to change or delete a key at all, and not by whoever owns the table without
-- first taking this trigger away, which a schema comparison shows.
revoke update, delete, truncate on subject_key from qorgan_app;

create table audit_key_destroyed (
    destroyed_id uuid        not null primary key default gen_random_uuid(),
    region       text        not null,
    owner        uuid        not null,
    purpose      text        not null,
    version      integer     not null,
    destroyed_by text        not null default session_user,
    destroyed_at timestamptz not null default clock_timestamp()
);
revoke insert, update, delete, truncate on audit_key_destroyed from qorgan_app;

create function subject_key_guard() returns trigger language plpgsql
    security definer set search_path = pg_catalog, public as
$$
begin
    if tg_op = 'TRUNCATE' then
        raise exception 'keys are destroyed one by one' using errcode = 'insufficient_privilege';
    elsif tg_op = 'UPDATE' then
        if (old.region, old.owner, old.purpose, old.version)
            is distinct from (new.region, new.owner, new.purpose, new.version) then
            raise exception 'a key keeps its name' using errcode = 'insufficient_privilege';
        end if;
        return new;
    elsif old.purpose not in ('P', 'M', 'D', 'L', 'Q', 'S')
        or old.owner = '00000000-0000-0000-0000-000000000000' then
        raise exception 'this key is never destroyed' using errcode = 'insufficient_privilege';
    end if;
    insert into audit_key_destroyed (region, owner, purpose, version)
    values (old.region, old.owner, old.purpose, old.version);
    return old;
end
$$;
create trigger subject_key_guard before update or delete on subject_key
    for each row execute function subject_key_guard();
create trigger subject_key_whole before truncate on subject_key
    for each statement execute function subject_key_guard();

-- Room for a wrapping to be replaced on its own page.
alter table subject_key set (fillfactor = 80);
