-- What every room stands on. The two roles come from docker/postgres/bootstrap.sql, before any migration:
-- qorgan_owner migrates and owns, qorgan_app runs and owns nothing.
create extension if not exists btree_gist;
create extension if not exists pgcrypto;
create extension if not exists pg_trgm;

revoke all on schema public from public;
grant usage on schema public to qorgan_app;

-- A room takes away from its append-only tables what is given here: revoke update, delete, truncate.
alter default privileges in schema public grant select, insert, update, delete on tables to qorgan_app;
alter default privileges in schema public grant usage, select on sequences to qorgan_app;
alter default privileges in schema public revoke execute on functions from public;
alter default privileges in schema public grant execute on functions to qorgan_app;

-- Whether whoever this transaction acts for may see rows of this office. Use it in every policy:
--   alter table room_noun enable row level security;
--   create policy tenancy on room_noun using (qorgan_sees(office)) with check (qorgan_sees(office));
-- Nobody sees nothing. A duty of the service sees what its rule obliges it to look after. A shelter's rows are
-- there for that shelter, for the person concerned and for a duty, and for no other office whatsoever.
-- The body is checked when it runs, as the register of offices is created by the room identity.
create function qorgan_sees(office_asked uuid) returns boolean
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, public as
$$
declare
    realm    text := coalesce(current_setting('qorgan.realm', true), '');
    office   text := coalesce(current_setting('qorgan.office', true), '');
    operator text := coalesce(current_setting('qorgan.operator', true), '');
    roles    text := coalesce(current_setting('qorgan.roles', true), '');
    owner    text;
begin
    if realm = 'DUTY' then
        return true;
    elsif realm = '' or (realm = 'OFFICIALS' and office = '') then
        return false;
    elsif office = office_asked::text then
        return true;
    end if;
    select o.operator into owner from identity_office o where o.office_id = office_asked;
    if owner is null then
        return false;
    elsif owner = 'shelter' then
        return realm = 'PUBLIC' and position(',subject,' in roles) > 0;
    else
        return operator <> 'shelter' or owner in ('procuracy', 'oversight', 'reception');
    end if;
end
$$;

-- The narrower question, for what one operator keeps to itself: own operator, the procuracy over it, a duty.
create function qorgan_owns(office_asked uuid) returns boolean
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, public as
$$
declare
    realm    text := coalesce(current_setting('qorgan.realm', true), '');
    operator text := coalesce(current_setting('qorgan.operator', true), '');
    owner    text;
begin
    if realm = 'DUTY' then
        return true;
    elsif not qorgan_sees(office_asked) then
        return false;
    end if;
    select o.operator into owner from identity_office o where o.office_id = office_asked;
    return operator = owner or operator = 'procuracy';
end
$$;

-- Events between rooms wait here until every listener is done (Spring Modulith's registry). They carry
-- identifiers only.
create table event_publication (
    id uuid not null primary key,
    listener_id text not null,
    event_type text not null,
    serialized_event text not null,
    publication_date timestamptz not null,
    completion_date timestamptz,
    status text,
    completion_attempts int not null default 0,
    last_resubmission_date timestamptz
);
create index event_publication_open on event_publication (publication_date) where completion_date is null;
