-- openGauss's types as domains, and how the renderer shows them: name and oid as openGauss prints them (no oid where
-- openGauss gives it at run time), kind of ShownType.Kind, length of a padded binary.
create table standin.shown_type(
    oid oid primary key, name text not null, shown_oid oid, kind text not null, length int);

create function standin.type(domain text, base text, name text, shown_oid oid, kind text, length int default null)
    returns void language plpgsql as $$
declare
    made oid;
begin
    execute format('create domain standin.%I as %s', domain, base);
    select t.oid into strict made from pg_catalog.pg_type t
        where t.typname = domain and t.typnamespace = 'standin'::regnamespace;
    insert into standin.shown_type values (made, name, shown_oid, kind, length);
end
$$;

do $$
declare
    dolphin boolean := current_setting('standin.dolphin') = 'on';
    oracle boolean := current_setting('standin.compatibility') = 'A';
begin
    perform standin.type('tinyint', 'pg_catalog.int2', 'tinyint', 5545, 'BARE');
    perform standin.type('int16', 'numeric(39)', 'int16', 34, 'QUOTED');
    perform standin.type('number', 'numeric', 'numeric', 1700, 'NUMERIC');
    perform standin.type('binary_double', 'float8', 'double precision', 701, 'DOUBLE');
    perform standin.type('varchar2', 'varchar', 'character varying', 1043, 'TEXT');
    perform standin.type('nvarchar2', 'text', 'nvarchar2', 3969, 'TEXT');
    perform standin.type('clob', 'text', 'text', 90, 'TEXT');
    perform standin.type('longtext', 'text', 'text', 25, 'TEXT');
    perform standin.type('mediumtext', 'text', 'text', 25, 'TEXT');
    perform standin.type('tinytext', 'text', 'text', 25, 'TEXT');
    perform standin.type('smalldatetime', 'timestamp(0)', 'smalldatetime', 9003, 'MINUTES');
    perform standin.type('hash16', 'text', 'hash16', 5801, 'QUOTED');
    perform standin.type('hash32', 'text', 'hash32', 5802, 'QUOTED');
    perform standin.type('hll', 'text', 'hll', 4301, 'QUOTED');
    perform standin.type('reltime', 'text', 'reltime', 703, 'QUOTED');
    perform standin.type('abstime', 'text', 'abstime', 702, 'QUOTED');
    perform standin.type('tinterval', 'text', 'tinterval', 704, 'QUOTED');
    perform standin.type('set', 'text', 'set', null, 'SET');
    -- hex digits without prefix, as the server reads and prints them
    perform standin.type('raw', 'text check (value ~ ''^([0-9A-Fa-f]{2})*$'')', 'raw', 86, 'HEX');
    if not dolphin then
        perform standin.type('blob', 'text check (value ~ ''^([0-9A-Fa-f]{2})*$'')', 'blob', 88, 'HEX');
    end if;
    if oracle then
        perform standin.type('datetime', 'timestamp', 'timestamp without time zone', 1114, 'TIMESTAMP');
        perform standin.type('date', 'timestamp(0)', 'timestamp without time zone', 1114, 'TIMESTAMP');
    end if;
    if dolphin then
        perform standin.type('enum', 'text', 'enum', null, 'ENUM');
        perform standin.type('double', 'float8', 'double precision', 701, 'DOUBLE');
        perform standin.type('mediumint', 'int4', 'integer', 23, 'BARE');
        perform standin.type('uint1', 'int2 check (value between 0 and 255)', 'uint1', null, 'QUOTED');
        perform standin.type('uint2', 'int4 check (value between 0 and 65535)', 'uint2', null, 'QUOTED');
        perform standin.type('uint4', 'int8 check (value between 0 and 4294967295)', 'uint4', null, 'QUOTED');
        perform standin.type('uint8', 'numeric(20) check (value between 0 and 18446744073709551615)', 'uint8', null, 'QUOTED');
        perform standin.type('year', 'int2', 'year', null, 'YEAR');
        perform standin.type('year2', 'int2', 'year', null, 'SHORT_YEAR');
        perform standin.type('varbinary', 'bytea', 'varbinary', null, 'QUOTED');
        perform standin.type('tinyblob', 'bytea', 'tinyblob', null, 'BLOB');
        perform standin.type('blob', 'bytea', 'blob', 88, 'BLOB');
        perform standin.type('mediumblob', 'bytea', 'mediumblob', null, 'BLOB');
        perform standin.type('longblob', 'bytea', 'longblob', null, 'BLOB');
        -- beyond 24 hours and below 0, which PostgreSQL's time is not
        for i in 0..6 loop
            perform standin.type('time' || i, format('interval hour to second(%s)', i), 'time without time zone', 1083, 'QUOTED');
        end loop;
        -- a domain takes no length of its own
        for i in 1..255 loop
            perform standin.type('binary' || i, format('bytea check (octet_length(value) <= %s)', i), '"binary"', null, 'BINARY', i);
        end loop;
    end if;
end
$$;

create function standin.hll_empty() returns standin.hll language sql immutable as
    $$ select '\x484c4c00000000002b05000000000000000000000000000000000000'::standin.hll $$;
create view standin.dual as select 'X'::text as dummy;

create function standin.generate() returns trigger language plpgsql as $$
declare
    computed text;
begin
    execute format('select (%s)::text from (select ($1).*) as r', tg_argv[1]) into computed using new;
    new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], computed));
    return new;
end
$$;

-- AUTO_INCREMENT: NULL and 0 take the next number, a higher one moves the counter
create function standin.increment() returns trigger language plpgsql as $$
declare
    given numeric := to_jsonb(new) ->> tg_argv[0];
    sequence regclass := tg_argv[1];
begin
    if coalesce(given, 0) = 0 then
        new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], nextval(sequence)));
    elsif given > coalesce(pg_sequence_last_value(sequence), 0) then
        perform setval(sequence, given::bigint);
    end if;
    return new;
end
$$;

-- dolphin takes numbers for booleans and bits
update pg_catalog.pg_cast set castcontext = 'a'
    where current_setting('standin.dolphin') = 'on' and castsource = 'int4'::regtype
        and casttarget in ('bool'::regtype, 'bit'::regtype);
