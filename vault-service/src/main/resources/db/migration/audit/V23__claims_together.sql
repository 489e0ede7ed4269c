-- Many warrants claimed at once, by one instance: gives those that this was the first claim of.
create function audit_claim_warrants(claimed uuid[], claiming text, moments timestamptz[]) returns setof uuid
    language sql volatile security definer set search_path = public, pg_temp as
$$
    insert into audit_warrant_use (region, office, entry_id, instance, claimed_at)
    select e.region, e.office, e.entry_id, claiming, c.moment
    from unnest(claimed, moments) c (entry, moment) join audit_entry e on e.entry_id = c.entry
    where e.opens
    on conflict do nothing
    returning entry_id
$$;
revoke all on function audit_claim_warrants from public;
grant execute on function audit_claim_warrants to qorgan_app;
