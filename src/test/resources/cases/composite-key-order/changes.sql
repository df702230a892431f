-- The key's columns, and all others, are in another order on MySQL.
update t set v = 1 where a = 1;
update t set b = 'z', c = '2024-02-29' where a = 2;
delete from t where b = 'y';
insert into t values (3, 'x', '2024-01-01', 3), (1, 'y', '2024-01-01', 4);
update t set a = 4 where b = 'x' and a = 3;
