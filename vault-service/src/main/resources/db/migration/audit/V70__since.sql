-- Since when entries are kept: a time that says nothing about anybody, whoever asks.
create function audit_since() returns timestamptz
    language sql stable security definer set search_path = public, pg_temp as
$$
    select min(at) from audit_entry
$$;
revoke all on function audit_since from public;
grant execute on function audit_since to qorgan_app;
