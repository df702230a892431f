create table t (a int primary key, b int, s int generated always as (a * 2) stored,
    v int generated always as (b + 1) virtual, w int, unique (v));
create table f (a int, s int generated always as (a * 2) virtual);
insert into t (a, b, w) values (1, 1, 2);
insert into f (a) values (1), (2), (null);
