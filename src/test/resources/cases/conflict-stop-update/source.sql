create table t (a int, b varchar(10), v int, primary key (b, a));
insert into t values (1, 'x', 0), (2, 'x', 0);
