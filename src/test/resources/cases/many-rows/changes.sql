-- Statements of many rows, chunks of many transactions, and a transaction above a chunk's bounds of 8192 rows.
insert into t select g, g, 'row ' || g from generate_series(1, 10000) g;
update t set v = v || '!' where id % 3 = 0;
update t set u = -u where id <= 3000;
delete from t where id between 2000 and 4000;
insert into t select g, g, 'again ' || g from generate_series(2000, 3000) g;
insert into n select g % 100, 'row' from generate_series(1, 300) g;
update n set b = 'changed' where a < 10;
delete from n where a > 90;
begin;
update t set v = 'x' where id < 100;
update t set v = 'y' where id < 50;
delete from t where id < 25;
insert into t select g, g + 20000, 'back' from generate_series(1, 20) g;
commit;
