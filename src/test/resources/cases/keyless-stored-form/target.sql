create table t (name varchar(20) character set utf8mb4 collate utf8mb4_general_ci, f double, r float, j json,
    b varbinary(10), n decimal(10, 2));
insert into t values ('a', 1.1, 0.1, '{"a": 1, "b": [1, 2]}', x'00ff', 1.50),
    ('A', 1.1, 0.1, '{"a": 1, "b": [1, 2]}', x'00ff', 1.50), ('a ', 1.1, 0.1, '{"a": 1, "b": [1, 2]}', x'00ff', 1.50),
    ('ä', 1e-300, 3.4028234e38, 'null', null, 0), (null, 0, 0, '1', null, null);
