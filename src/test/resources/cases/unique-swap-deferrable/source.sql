create table t (id int primary key, u int, v int, unique (u) deferrable initially deferred);
insert into t values (1, 10, 0), (2, 20, 0), (3, 30, 0);
