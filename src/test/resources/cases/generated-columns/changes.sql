-- Columns that MySQL generates are never written, whether the source sends them (stored) or does not know them (virtual);
-- a unique index on one links the rows.
insert into t (a, b, w) values (2, 2, 3), (3, 3, 4);
update t set b = 10 where a = 1;
delete from t where a = 2;
insert into t (a, b, w) values (4, 2, 3);
update t set a = 30 where a = 3;
update f set a = 5 where a = 1;
delete from f where a = 2;
delete from f where a is null;
insert into f (a) values (6);
