-- 'a', 'A' and 'a ' are equal for the collation of the MySQL column: a table without a key finds rows by what is stored.
-- (The empty string is NULL on an A-compatible database.)
update t set n = 2 where name = 'A';
delete from t where name = 'a ';
update t set name = 'B', f = 2.2, r = 0.2, j = '[]', b = '\x01' where name = 'a';
update t set n = -0.01 where name = 'ä';
delete from t where f = 0;
insert into t values ('a ', 5, 5, '{}', '\x20', 5);
insert into t values ('A', 5, 5, '{}', '\x20', 5);
insert into t values ('a', 5, 5, '{}', '\x20', 5);
delete from t where name = 'a' and f = 5;
