create table t (a int, b varchar(10), c date, v int, primary key (a, b, c));
insert into t values (1, 'x', '2024-01-01', 0), (1, 'y', '2024-01-01', 0), (2, 'x', '2024-01-02', 0);
