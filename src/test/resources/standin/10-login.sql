-- What openGauss's driver asks for while it connects.
create view standin.pg_database as
    select *, current_setting('standin.compatibility')::text as datcompatibility from pg_catalog.pg_database;

create view standin.pg_extension as
    select oid, extname::text, extowner, extnamespace, extrelocatable, extversion, extconfig, extcondition
    from pg_catalog.pg_extension
    union all
    select 0, 'dolphin', 10, 11, true, '4.2', null, null
    where current_setting('standin.dolphin') = 'on';
