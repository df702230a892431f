-- Rows of partitions come under the table's name; one that moves to another partition is a DELETE and an INSERT.
insert into t values (3, '2023-01-01', 'c'), (4, '2024-12-31', 'd');
update t set d = '2024-01-01' where id = 1;
update t set v = 'moved', d = '2023-12-31' where id = 2;
delete from t where id = 3;
update t set v = 'stays' where id = 4;
