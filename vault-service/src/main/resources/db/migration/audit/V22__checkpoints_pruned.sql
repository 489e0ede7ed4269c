-- A beat leaves a checkpoint and its cosignatures several times a second. After ten minutes the last of
-- each hour is kept, and the last of each hour that has as many cosignatures as the best of it.
create or replace function audit_prune_checkpoints() returns bigint
    language plpgsql volatile security definer set search_path = public, pg_temp as
$$
declare
    needless bigint[];
begin
    with counted as (
        select c.size, date_trunc('hour', c.signed_at) as hour,
               (select count(distinct s.witness) from audit_cosignature s where s.size = c.size) as witnesses,
               c.signed_at < clock_timestamp() - interval '10 minutes' as old
        from audit_checkpoint c),
    ranked as (
        select size, old,
               row_number() over (partition by hour order by size desc) as by_size,
               row_number() over (partition by hour order by witnesses desc, size desc) as by_witnesses
        from counted)
    select coalesce(array_agg(size), '{}') into needless
    from ranked where old and by_size > 1 and by_witnesses > 1;
    delete from audit_cosignature where size = any (needless);
    delete from audit_checkpoint where size = any (needless);
    return cardinality(needless);
end
$$;
