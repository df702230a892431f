create table t (id int primary key, v int, ts timestamp, dt timestamp);
insert into t values (1, 1, '2020-01-01 00:00:00', '2020-01-01 00:00:00');
