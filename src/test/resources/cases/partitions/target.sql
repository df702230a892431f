create table t (id int, d datetime, v varchar(10), primary key (id, d))
    partition by range columns (d) (partition p23 values less than ('2024-01-01'), partition p24 values less than ('2025-01-01'));
insert into t values (1, '2023-05-05', 'a'), (2, '2024-05-05', 'b');
