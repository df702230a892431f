create table t (v int, c datetime, b varchar(10), a int, primary key (c, b, a));
insert into t (a, b, c, v) values (1, 'x', '2024-01-01', 0), (1, 'y', '2024-01-01', 0), (2, 'x', '2024-01-02', 0);
