create table t (id int primary key, u int unique);
insert into t values (1, 10), (2, 20), (3, 30), (4, 40);
