create table t (id int, d date, v varchar(10), primary key (id, d)) partition by range (d);
create table t_2023 partition of t for values from ('2023-01-01') to ('2024-01-01');
create table t_2024 partition of t for values from ('2024-01-01') to ('2025-01-01');
insert into t values (1, '2023-05-05', 'a'), (2, '2024-05-05', 'b');
