-- People at whom curiosity looks: protected, or in the public eye. One rule speaks of both, so that an
-- alarm does not say which; the marks themselves are seen by their own desk alone.
create table audit_watch (
    region   text        not null,
    office   uuid        not null,
    watch_id uuid        not null primary key,
    token    bytea       not null check (octet_length(token) = 16),
    why      text        not null check (why in ('PROTECTED', 'PUBLIC_EYE')),
    set_by   uuid        not null,
    set_at   timestamptz not null,
    until    timestamptz check (until > set_at)
);
create index audit_watch_token on audit_watch (token);

-- A tie between an official and a person: declared by the official about themself, or proven by a standing
-- of whoever shows the document that the official is known by. Nobody lists these rows, and what the rule
-- answers does not say which of the two a tie rests on.
create table audit_tie (
    region  text        not null,
    office  uuid        not null,
    tie_id  uuid        not null primary key,
    actor   uuid,
    mark    bytea,
    token   bytea       not null check (octet_length(token) = 16),
    said_by uuid        not null,
    said_at timestamptz not null,
    check (num_nonnulls(actor, mark) = 1)
);
create index audit_tie_token on audit_tie (token);

create table audit_official_mark (
    region     text        not null,
    office     uuid        not null,
    mark_id    uuid        not null primary key,
    actor      uuid        not null,
    mark       bytea       not null,
    entered_by uuid        not null check (entered_by <> actor),
    entered_at timestamptz not null
);
create index audit_official_mark_actor on audit_official_mark (actor);

revoke update, delete, truncate on audit_watch, audit_tie, audit_official_mark from qorgan_app;

alter table audit_watch enable row level security;
create policy seeing on audit_watch for select using (audit_sees(set_by, 'WATCH', office, null));
create policy writing on audit_watch for insert with check (true);
alter table audit_tie enable row level security;
create policy writing on audit_tie for insert with check (true);
alter table audit_official_mark enable row level security;
create policy writing on audit_official_mark for insert with check (true);

create function audit_watched(person bytea, moment timestamptz) returns boolean
    language sql stable security definer set search_path = public, pg_temp as
$$
    select exists (select from audit_watch w
                   where w.token = person and w.set_at <= moment and (w.until is null or moment < w.until))
$$;

create function audit_tied(official uuid, people bytea[]) returns boolean
    language sql stable security definer set search_path = public, pg_temp as
$$
    select exists (select from audit_tie t
                   where t.token = any (people)
                     and (t.actor = official
                          or t.mark in (select m.mark from audit_official_mark m where m.actor = official)))
$$;

-- A decoy is known to the oversight of the office that placed it, and to nobody who could be its prey.
drop policy seeing on audit_decoy;
create policy seeing on audit_decoy for select using (
    office::text = current_setting('qorgan.office', true)
    and (position(',dpo,' in current_setting('qorgan.roles', true)) > 0
         or position(',ombudsman,' in current_setting('qorgan.roles', true)) > 0));

-- Whoever placed a decoy sees the entries that met it, whichever operator they belong to.
create policy decoys on audit_entry for select
    using (subjects && (select coalesce(array_agg(d.token), '{}') from audit_decoy d));

create function audit_decoy_touches() returns table (region text, office uuid, placed_by uuid, entry_id uuid)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select d.region, d.office, d.placed_by, e.entry_id
    from audit_decoy d join audit_entry e on e.subjects @> array [d.token]
    where e.at > d.placed_at and e.realm <> 'DUTY'
      and e.kind not in ('DESK_READING', 'REPLAY', 'EXPORT', 'REVIEW', 'BULK')
      and not exists (select from audit_case c where c.cause = 'DECOY' and c.entry_id = e.entry_id)
    order by e.at limit 100
$$;

create function audit_has_decoy(people bytea[]) returns boolean
    language sql stable security definer set search_path = public, pg_temp as
$$
    select exists (select from audit_decoy d where d.token = any (people))
$$;

-- One alarm for one touch, whichever instance sweeps. Its case is seen by the placing office's oversight.
create unique index audit_case_decoy on audit_case (entry_id) where cause = 'DECOY';
drop policy seeing on audit_case;
create policy seeing on audit_case for select using (
    case when cause = 'DECOY'
         then office::text = current_setting('qorgan.office', true)
              and (position(',dpo,' in current_setting('qorgan.roles', true)) > 0
                   or position(',ombudsman,' in current_setting('qorgan.roles', true)) > 0)
         else audit_sees(opened_by, 'CASE', office, null) end);

-- What became of a person's own complaints, for that person.
create function audit_complaints_of(person bytea)
    returns table (case_id uuid, entry_id uuid, opened_at timestamptz, due_at timestamptz,
                   finding text, closed_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select c.case_id, c.entry_id, c.opened_at, c.due_at,
           (select s.finding from audit_case_step s
            where s.case_id = c.case_id and s.step = 'FINDING' order by s.at desc limit 1),
           (select s.at from audit_case_step s where s.case_id = c.case_id and s.step = 'CLOSED')
    from audit_case c where c.cause = 'COMPLAINT' and c.token = person order by c.opened_at desc
$$;

-- A conflict of rules ends with a signed resolution; there is one.
alter table audit_case_step drop constraint audit_case_step_step_check,
    add constraint audit_case_step_step_check
        check (step in ('COMPLAINT', 'NOTE', 'ENTRY', 'FINDING', 'RESOLUTION', 'CLOSED'));
create unique index audit_case_step_resolved on audit_case_step (case_id) where step = 'RESOLUTION';

-- Looks of the desk's own operator are reviewed, too, by a sample that nobody picks; a reading of a desk
-- is still reviewed by another office alone.
alter table audit_review add column of_desk boolean not null default true,
    drop constraint audit_review_check,
    add constraint audit_review_by_another_office check (not of_desk or office <> reviewed);

revoke all on function audit_watched, audit_tied, audit_decoy_touches, audit_has_decoy, audit_complaints_of
    from public;
grant execute on function audit_watched, audit_tied, audit_decoy_touches, audit_has_decoy, audit_complaints_of
    to qorgan_app;
