-- Parallel decoding sends an upsert that lost its race as INSERT, DELETE without old row, and the update: the first two
-- cancel each other (section 3b). The emitted message makes the stand-in print that.
begin;
insert into t values (2, 'before');
select pg_logical_emit_message(true, 'race', '');
update t set v = 'updated' where id = 1;
insert into t values (3, 'after');
commit;
begin;
select pg_logical_emit_message(true, 'race', '');
update t set v = 'again' where id = 1;
commit;
insert into f values (1, 'x');
delete from f;
