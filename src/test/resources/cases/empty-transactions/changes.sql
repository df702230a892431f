-- Transactions without rows, ones whose rows were taken back, and rows that are not decoded (temporary, unlogged).
begin;
commit;
insert into t values (1, 1);
update t set v = 2 where id = 99;
begin;
savepoint a;
insert into t values (2, 2);
rollback to a;
commit;
create temporary table tmp (id int);
insert into tmp values (1);
drop table tmp;
insert into t values (3, 3);
