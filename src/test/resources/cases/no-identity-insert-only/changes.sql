-- By policy the inserts of a table without identity are applied, its updates and deletes are not; an insert followed by a
-- delete is not taken for a cancelled one.
begin;
insert into keyless values (1);
delete from keyless;
insert into fine values (1, 1);
commit;
insert into keyless values (2), (2);
update keyless set a = 3;
update fine set b = 2;
