-- overwrite: an insert meets its primary key and updates all columns, an update of a missing row inserts, a delete of a
-- missing row does nothing.
insert into t values (1, 'a', 1);
update t set v = 3 where id = 3;
delete from t where id = 4;
begin;
update t set v = 5 where id = 5;
insert into t values (6, 'other', 6);
commit;
