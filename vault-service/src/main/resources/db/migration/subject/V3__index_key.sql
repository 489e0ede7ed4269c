-- The key of the blind index changes while everybody works: each row says under which version of the key it was
-- computed, and a search looks under the newest and the one before it in one statement.

alter table subject_index add column key_version integer not null default 1 check (key_version >= 1);
alter table subject_index alter column key_version drop default;
drop index subject_index_subject;
create index subject_index_key on subject_index (key_version, subject_id);

-- A change of key. Its row comes before the first value under the new version, so that a statement that sees such
-- a value sees the change as well, whatever an instance remembers.
create table subject_index_change (
    region     text        not null,
    office     uuid        not null,
    version    integer     not null primary key check (version > 1),
    begun_at   timestamptz not null,
    begun_by   uuid        not null,
    entry_id   uuid        not null,
    people     bigint      not null check (people >= 0),
    moved      bigint      not null check (moved >= 0),
    per_second integer     not null check (per_second between 0 and 100000),
    ended_at   timestamptz,
    proof      uuid,
    check ((ended_at is null) = (proof is null))
);
-- One change at a time.
create unique index subject_index_change_open on subject_index_change ((true)) where ended_at is null;

alter table subject_index_change enable row level security;
create policy tenancy on subject_index_change using (qorgan_sees(office)) with check (qorgan_sees(office));
revoke delete, truncate on subject_index_change from qorgan_app;

-- The newest version, whoever asks.
create function subject_index_version() returns integer
    language sql stable parallel safe security definer set search_path = pg_catalog, public as
$$
    select coalesce((select max(version) from subject_index_change), 1)
$$;

-- Puts these people's rows under the newest version in the place of those they had. The running service may not
-- delete rows of the index; this is the one narrow way, and nobody loses their number by it.
create function subject_index_move(version integer, people uuid[], kinds text[], tokens bytea[], owners uuid[])
    returns bigint language plpgsql security definer set search_path = pg_catalog, public as
$$
declare
    numbers bigint;
begin
    if version <> subject_index_version() then
        raise exception 'not the newest version' using errcode = 'insufficient_privilege';
    end if;
    with gone as (
        delete from subject_index i
        where i.subject_id = any (people) and i.key_version < subject_index_move.version
        returning i.kind, i.subject_id)
    select count(*) into numbers from gone g
    where g.kind = 'iin' and not exists (
        select from unnest(kinds, owners) u (kind, owner) where u.kind = 'iin' and u.owner = g.subject_id);
    if numbers > 0 then
        raise exception 'a number would be lost' using errcode = 'integrity_constraint_violation';
    end if;
    insert into subject_index (region, office, kind, token, subject_id, key_version)
    select p.region, p.office, u.kind, u.token, p.subject_id, subject_index_move.version
    from unnest(kinds, tokens, owners) u (kind, token, owner)
        join subject_person p on p.subject_id = u.owner and p.subject_id = any (people)
    on conflict do nothing;
    return cardinality(people);
end
$$;
