create table t (id int primary key, v int);
insert into t values (1, 0), (2, 0);
