-- Exact duplicates in a table without a key: one row a change, deletes, updates and inserts of equal rows.
delete from t where ctid = (select min(ctid) from t where a = 1);
update t set b = 'yy' where ctid = (select max(ctid) from t where a = 2);
begin;
insert into t values (3, 'z'), (3, 'z');
update t set b = 'zz' where ctid = (select min(ctid) from t where a = 3);
delete from t where ctid = (select max(ctid) from t where a = 3);
commit;
insert into t select 9, 'many' from generate_series(1, 50);
delete from t where ctid in (select ctid from t where a = 9 order by ctid limit 20);
update t set a = 10 where ctid in (select ctid from t where a = 9 order by ctid limit 10);
update t set a = 2, b = 'y' where a = 3;
