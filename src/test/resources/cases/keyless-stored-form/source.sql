create table t (name varchar(20), f float8, r float4, j json, b bytea, n numeric(10, 2));
alter table t replica identity full;
insert into t values ('a', 1.1, 0.1, '{"a": 1, "b": [1, 2]}', '\x00ff', 1.50),
    ('A', 1.1, 0.1, '{"a": 1, "b": [1, 2]}', '\x00ff', 1.50), ('a ', 1.1, 0.1, '{"a": 1, "b": [1, 2]}', '\x00ff', 1.50),
    ('ä', 1e-300, 3.4028234e38, 'null', null, 0), ('', 0, 0, '1', null, null);
