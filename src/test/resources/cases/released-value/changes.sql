-- A unique value is released by a row whose old image does not name it, and taken again by another row: in the next
-- transaction, in the same one, and by an update.
delete from t where id = 1;
insert into t values (11, 'a');
begin;
delete from t where id = 2;
insert into t values (12, 'b');
commit;
begin;
update t set u = 'x' where id = 3;
insert into t values (13, 'c');
delete from t where id = 3;
insert into t values (14, 'x');
commit;
update t set u = 'y' where id = 14;
update t set u = 'x' where id = 13;
update t set u = 'c' where id = 14;
