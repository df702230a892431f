create table t (a int primary key, b int, s int generated always as (a * 2) stored, w int);
create table f (a int, s int generated always as (a * 2) stored);
alter table f replica identity full;
insert into t (a, b, w) values (1, 1, 2);
insert into f (a) values (1), (2), (null);
