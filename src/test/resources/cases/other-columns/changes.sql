-- Columns stand in another order on MySQL, and MySQL has columns of its own: they keep their value.
insert into t values (1, 'one', 1), (2, 'two', 2);
update t set a = 'uno' where id = 1;
delete from t where id = 2;
begin;
insert into t values (2, 'again', 3);
update t set b = 4 where id = 2;
commit;
insert into f values ('x', 1), ('x', 1), ('y', 2);
update f set b = 3 where a = 'y';
delete from f where ctid = (select min(ctid) from f);
