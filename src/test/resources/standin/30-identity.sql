-- PostgreSQL logs whole old rows (REPLICA IDENTITY FULL for every table), so that the renderer has old keys that did not
-- change and TOAST values that were not written. What was declared is kept here, with the position it was declared at.
alter publication standin set (publish_via_partition_root = true);

create table standin.shape(
    relid oid, number bigserial, lsn pg_lsn, identity text, index oid, keys text[], namespace oid,
    primary key (relid, number));

-- The newest shape declared before that position; the first one known for rows older than the shims.
create function standin.shape_at(wanted oid, at pg_lsn) returns standin.shape
    language sql stable set search_path = pg_catalog as $$
    select s from standin.shape s where s.relid = wanted
    order by (s.lsn <= at) desc, case when s.lsn <= at then -s.number else s.number end limit 1
$$;

create function standin.declares_full(relation name) returns boolean
    language sql stable set search_path = pg_catalog as $$
    select coalesce(bool_or(part ~* 'replica\s+identity\s+full' and strpos(part, relation::text) > 0), false)
    from string_to_table(current_query(), ';') part
$$;

create function standin.note(wanted oid) returns void
    language plpgsql security definer set search_path = pg_catalog as $$
declare
    rel pg_class;
    previous standin.shape;
    declared standin.shape;
begin
    select * into rel from pg_class where oid = wanted and relkind in ('r', 'p') and relpersistence in ('p', 'u')
        and relnamespace not in ('standin'::regnamespace, 'pg_catalog'::regnamespace, 'information_schema'::regnamespace);
    if not found then
        return;
    end if;
    select * into previous from standin.shape s where s.relid = wanted order by s.number desc limit 1;
    declared.identity := case
        when rel.relreplident <> 'f' then rel.relreplident::text
        when previous.identity is null or standin.declares_full(rel.relname) then 'f'
        else previous.identity end;
    declared.index := case declared.identity
        when 'd' then (select indexrelid from pg_index where indrelid = wanted and indisprimary)
        when 'i' then coalesce(
            (select indexrelid from pg_index where indrelid = wanted and indisreplident), previous.index)
        end;
    declared.keys := coalesce((
        select array_agg(a.attname::text order by a.attnum)
        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indexrelid = declared.index), '{}');
    if rel.relreplident <> 'f' then
        execute format('alter table %s replica identity full', wanted::regclass);
    end if;
    if (previous.identity, previous.index, previous.keys) is distinct from (declared.identity, declared.index, declared.keys) then
        insert into standin.shape(relid, lsn, identity, index, keys, namespace)
            values (wanted, pg_current_wal_insert_lsn(), declared.identity, declared.index, declared.keys, rel.relnamespace);
    end if;
end
$$;

create function standin.on_ddl() returns event_trigger
    language plpgsql security definer set search_path = pg_catalog as $$
declare
    touched oid;
begin
    if current_setting('standin.noting', true) = 'on' then
        return;
    end if;
    perform set_config('standin.noting', 'on', true);
    perform pg_logical_emit_message(true, 'ddl', tg_tag);
    for touched in
        select distinct coalesce(i.indrelid, c.objid)
        from pg_event_trigger_ddl_commands() c left join pg_index i on i.indexrelid = c.objid
        where c.classid = 'pg_class'::regclass
    loop
        perform standin.note(touched);
    end loop;
    perform set_config('standin.noting', 'off', true);
end
$$;

select standin.note(oid) from pg_catalog.pg_class where relkind in ('r', 'p');
create event trigger standin on ddl_command_end execute function standin.on_ddl();
