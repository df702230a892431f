-- dolphin's types have the oids that the recorded streams were made with, so that their binary rows find their names.
update standin.shown_type s set shown_oid = r.oid
from (values (124745, 'year'), (125277, 'uint1'), (125283, 'uint2'), (125289, 'uint4'), (125295, 'uint8'),
    (126428, '"binary"'), (126462, 'varbinary'), (126545, 'tinyblob'), (126551, 'mediumblob'), (126557, 'longblob')
) r(oid, name)
where s.name = r.name and s.shown_oid is null;

-- A recorded stream begins and ends at positions of its own; a slot made for it stands at its beginning.
create or replace view standin.pg_replication_slots as
    select slot_name::text, 'mppdb_decoding'::text as plugin, slot_type, datoid, database, active, xmin, catalog_xmin,
        coalesce(standin.fact('origin'), restart_lsn::text) as restart_lsn, false as dummy_standby,
        greatest(
            coalesce(standin.fact('origin')::pg_lsn, confirmed_flush_lsn),
            standin.fact('confirmed:' || slot_name || '@' || confirmed_flush_lsn)::pg_lsn)::text as confirmed_flush
    from pg_catalog.pg_replication_slots where slot_type = 'logical';

create or replace function standin.pg_create_logical_replication_slot(name, name)
    returns table(slotname text, xlog_position text) language plpgsql as $$
begin
    if $2 <> 'mppdb_decoding' then
        raise exception 'could not access file "%": No such file or directory', $2 using errcode = '58P01';
    end if;
    return query select s.slot_name::text, coalesce(standin.fact('origin'), s.lsn::text)
        from pg_catalog.pg_create_logical_replication_slot($1, 'pgoutput') s;
end
$$;
