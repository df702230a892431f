-- openGauss's catalog, as far as clients of a replication tool look.
create function standin.version() returns text language sql stable as $$
    select case current_setting('standin.version')
        when '5.0.0' then '(openGauss 5.0.0 build a07d57c3) compiled at 2023-03-29 03:37:13 commit 0 last mr '
        else format('(openGauss %s build 6285c0ef) compiled at 2025-06-30 10:12:51 commit 0 last mr ', current_setting('standin.version'))
        end || ' on x86_64-unknown-linux-gnu, compiled by g++ (GCC) 10.3.0, 64-bit'
$$;

create function standin.pg_current_xlog_location() returns text language sql volatile as
    $$ select coalesce(standin.fact('current'), pg_catalog.pg_current_wal_lsn()::text) $$;
create function standin.pg_xlog_location_diff(a text, b text) returns numeric language sql immutable as
    $$ select a::pg_lsn - b::pg_lsn $$;
create function standin.txid_current_snapshot() returns txid_snapshot language sql stable as
    $$ select pg_catalog.txid_current_snapshot() $$;

create function standin.format_type(wanted oid, modifier int) returns text language sql stable as $$
    select coalesce(
        (select s.name from standin.shown_type s where s.oid = wanted),
        (select s.name from standin.shown_type s where s.shown_oid = wanted limit 1),
        pg_catalog.format_type(wanted, modifier))
$$;

create function standin.shown(wanted oid) returns oid language sql stable as
    $$ select coalesce((select s.shown_oid from standin.shown_type s where s.oid = wanted), wanted) $$;

create view standin.pg_type as
    select distinct on (standin.shown(t.oid))
        standin.shown(t.oid) as oid,
        case when s.shown_oid is null then t.typname else coalesce(p.typname, s.name::name) end as typname,
        t.typnamespace, t.typowner, t.typlen, t.typbyval,
        case when s.oid is null then t.typtype else 'b' end as typtype,
        t.typcategory, t.typispreferred, t.typisdefined, t.typdelim, t.typrelid, t.typelem, t.typarray,
        t.typinput, t.typoutput, t.typnotnull, t.typbasetype, t.typtypmod, t.typndims, t.typcollation, t.typdefault,
        t.xmin
    from pg_catalog.pg_type t
    left join standin.shown_type s on s.oid = t.oid
    left join pg_catalog.pg_type p on p.oid = s.shown_oid
    order by standin.shown(t.oid), s.oid nulls first;

create function standin.current_shape(wanted oid) returns standin.shape
    language sql stable set search_path = pg_catalog as
    $$ select s from standin.shape s where s.relid = wanted order by s.number desc limit 1 $$;

-- Declared identities; partitions are in pg_partition there, and the stand-in's own schema is not seen.
create view standin.pg_class as
    select c.oid, c.relname, c.relnamespace, c.reltype, c.reloftype, c.relowner, c.relam, c.relfilenode, c.reltablespace,
        c.relpages, c.reltuples, c.reltoastrelid, c.relhasindex, c.relpersistence,
        case when c.relkind = 'p' then 'r'::"char" else c.relkind end as relkind, c.relnatts,
        c.relchecks, c.relhasrules, c.relhastriggers,
        coalesce((standin.current_shape(c.oid)).identity::"char", c.relreplident) as relreplident,
        c.relacl, c.reloptions, c.xmin
    from pg_catalog.pg_class c
    where not c.relispartition and c.relnamespace <> 'standin'::regnamespace;

create view standin.pg_attribute as
    select a.attrelid, a.attname, standin.shown(a.atttypid) as atttypid, a.attlen, a.attnum, a.atttypmod, a.attndims,
        a.attnotnull, a.atthasdef, a.attisdropped, a.attislocal, a.attinhcount, a.attcollation, a.attoptions, a.xmin
    from pg_catalog.pg_attribute a;

create view standin.pg_index as
    select i.indexrelid, i.indrelid, i.indnatts, i.indisunique, i.indisprimary, i.indisexclusion, i.indimmediate,
        i.indisclustered, i.indisvalid, i.indisready,
        coalesce((standin.current_shape(i.indrelid)).identity = 'i'
            and (standin.current_shape(i.indrelid)).index = i.indexrelid, false) as indisreplident,
        i.indkey, i.indcollation, i.indclass, i.indoption, i.indexprs, i.indpred, i.xmin
    from pg_catalog.pg_index i;

-- confirmed positions are the gateway's: it decides what PostgreSQL is told, and when
create view standin.pg_replication_slots as
    select slot_name::text, 'mppdb_decoding'::text as plugin, slot_type, datoid, database, active, xmin, catalog_xmin,
        restart_lsn::text as restart_lsn, false as dummy_standby,
        greatest(confirmed_flush_lsn, standin.fact('confirmed:' || slot_name)::pg_lsn)::text as confirmed_flush
    from pg_catalog.pg_replication_slots where slot_type = 'logical';

create function standin.pg_create_logical_replication_slot(name, name)
    returns table(slotname text, xlog_position text) language plpgsql as $$
begin
    if $2 <> 'mppdb_decoding' then
        raise exception 'could not access file "%": No such file or directory', $2 using errcode = '58P01';
    end if;
    return query select s.slot_name::text, s.lsn::text
        from pg_catalog.pg_create_logical_replication_slot($1, 'pgoutput') s;
end
$$;
create function standin.pg_drop_replication_slot(name) returns void language sql as
    $$ select pg_catalog.pg_drop_replication_slot($1) $$;

create view standin.pg_settings as
    select name, setting, unit, category, short_desc, context, vartype, source from pg_catalog.pg_settings
    union all
    select 'logical_sender_timeout', coalesce(standin.fact('sender-timeout'), '30000'), 'ms', 'Replication',
        'Sets the maximum time to wait for logical replication.', 'user', 'integer', 'default';
