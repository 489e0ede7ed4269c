-- Entries that open, whose leaf stands between two places of the log, and that have no outcome. Whose
-- they are does not matter to whoever closes them.
create function audit_unended(first bigint, past bigint) returns table (entry_id uuid)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select e.entry_id
    from audit_position p
    join audit_leaf l using (leaf_id)
    join audit_entry e on e.entry_id = l.row_id
    where p.log_index >= first and p.log_index < past and l.kind = 'ACCESS' and e.opens
      and not exists (select from audit_outcome o where o.entry_id = e.entry_id)
    order by p.log_index
$$;
revoke all on function audit_unended from public;
grant execute on function audit_unended to qorgan_app;
