create table t (id int primary key, v varchar(10));
insert into t select g, 'v' || g from generate_series(1, 20) g;
