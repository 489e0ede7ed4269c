-- The log itself. Everything here is insert-only for qorgan_app: the sequencer adds positions, full
-- tiles and checkpoints in one transaction, on the very session that holds its advisory lock.
-- Unfinished tiles are not stored: they follow from positions and from the roots of full tiles.

create table audit_position (
    log_index bigint not null primary key check (log_index >= 0),
    leaf_id   uuid unique references audit_leaf,        -- null: padding of a beat
    leaf_hash bytea  not null check (octet_length(leaf_hash) = 32),
    padding   bytea,
    check ((leaf_id is null) = (padding is not null))
);

-- level -1 holds entry bundles, level 0 and up hash tiles; `root` is the hash over a full hash tile.
create table audit_tile (
    level  smallint not null check (level between -1 and 63),
    number bigint   not null check (number >= 0),
    bytes  bytea    not null,
    root   bytea,
    primary key (level, number),
    check ((level = -1) = (root is null))
);

create table audit_checkpoint (
    size      bigint      not null primary key,
    root      bytea       not null check (octet_length(root) = 32),
    note      text        not null,                     -- the signed note, without cosignatures
    signed_at timestamptz not null default clock_timestamp()
);

create table audit_cosignature (
    size        bigint      not null references audit_checkpoint,
    witness     text        not null,
    key_id      integer     not null,
    line        text        not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (size, witness, key_id)
);
create index audit_cosignature_received_at on audit_cosignature (received_at);

-- Each election is a new term: a number that only grows, and who leads in it.
create table audit_term (
    term       bigint generated always as identity primary key,
    instance   text        not null,
    elected_at timestamptz not null default clock_timestamp()
);

-- Public text of the log that must not change behind our back.
create table audit_log_identity (
    origin text not null primary key,
    vkeys  text not null
);

revoke all on audit_position, audit_tile, audit_checkpoint, audit_cosignature, audit_term,
    audit_log_identity from qorgan_app;
grant select, insert on audit_position, audit_tile, audit_checkpoint, audit_cosignature, audit_term,
    audit_log_identity to qorgan_app;

-- Checkpoints nobody countersigned are needless once a later one is out; one an hour is kept anyway.
create function audit_prune_checkpoints() returns bigint
    language sql volatile security definer set search_path = public, pg_temp as
$$
    with gone as (
        delete from audit_checkpoint c
        where c.signed_at < clock_timestamp() - interval '1 day'
          and not exists (select from audit_cosignature s where s.size = c.size)
          and exists (select from audit_checkpoint later
                      where later.size > c.size
                        and date_trunc('hour', later.signed_at) = date_trunc('hour', c.signed_at))
        returning 1)
    select count(*) from gone
$$;
revoke all on function audit_prune_checkpoints from public;
grant execute on function audit_prune_checkpoints to qorgan_app;
