-- The two offices of the pretrial plane have key agents: the service holds no half of their keys any more.
drop table audit_plane_key;

-- What an agent reads of an entry: that it is committed, when, who acts, on which rules, which fields, and
-- whether it has ended. The people of an entry stay with the log.
grant usage on schema public to qorgan_agent;
grant select (entry_id, at, actor, fields, request_id, case_id, basis, opens) on audit_entry to qorgan_agent;
grant select (entry_id) on audit_outcome to qorgan_agent;
create policy agents on audit_entry for select to qorgan_agent using (true);
-- The policies of others are asked for an agent too, and let nothing through for it.
grant execute on function qorgan_sees(uuid), audit_sees(uuid, text, uuid, uuid) to qorgan_agent;

-- The agents' journals, taken over line by line: each line has its leaf, and says the SHA-256 of the one
-- before, so that a line that an agent left out or changed shows.
create table audit_agent_line (
    office   text        not null check (office in ('investigation', 'procuracy')),
    number   bigint      not null check (number >= 0),
    line     text        not null,
    taken_at timestamptz not null,
    primary key (office, number)
);
revoke update, delete, truncate on audit_agent_line from qorgan_app;
