-- Run once by a superuser inside the new database, before the service's first start.
-- The passwords come from settings of the session (PGOPTIONS="-c qorgan.owner_password=... -c ..."), so that no
-- file holds them. qorgan_owner migrates; qorgan_app runs the service and owns nothing; qorgan_agent_* read
-- for the offices' key agents.
do $$
declare
    secret text;
    agent  text;
begin
    if not exists (select from pg_roles where rolname = 'qorgan_owner') then
        create role qorgan_owner login nosuperuser nocreatedb nocreaterole nobypassrls;
    end if;
    if not exists (select from pg_roles where rolname = 'qorgan_app') then
        create role qorgan_app login nosuperuser nocreatedb nocreaterole nobypassrls;
    end if;
    -- The two offices' key agents, each a login of its own that may read what the group may. They log in
    -- once the session that runs this gives them a password.
    if not exists (select from pg_roles where rolname = 'qorgan_agent') then
        create role qorgan_agent nologin nosuperuser nocreatedb nocreaterole nobypassrls;
    end if;
    foreach agent in array array['investigation', 'procuracy'] loop
        if not exists (select from pg_roles where rolname = 'qorgan_agent_' || agent) then
            execute format('create role %I nologin nosuperuser nocreatedb nocreaterole nobypassrls in role qorgan_agent',
                'qorgan_agent_' || agent);
        end if;
        secret := coalesce(current_setting('qorgan.agent_' || agent || '_password', true), '');
        if secret <> '' then
            execute format('alter role %I login password %L', 'qorgan_agent_' || agent, secret);
            execute format('alter role %I set default_transaction_read_only = on', 'qorgan_agent_' || agent);
        end if;
    end loop;
    secret := current_setting('qorgan.owner_password');
    execute format('alter role qorgan_owner password %L', secret);
    secret := current_setting('qorgan.app_password');
    execute format('alter role qorgan_app password %L', secret);
    execute format('alter database %I owner to qorgan_owner', current_database());
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to qorgan_app, qorgan_agent', current_database());
    execute format('alter database %I set timezone to ''UTC''', current_database());
end
$$;
alter role qorgan_app set statement_timeout = '60s';
alter role qorgan_app set lock_timeout = '10s';
alter role qorgan_app set idle_in_transaction_session_timeout = '60s';
