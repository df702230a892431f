-- openGauss's catalog is everybody's to read.
grant usage on schema standin to public;
grant select on all tables in schema standin to public;
