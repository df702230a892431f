create table t (id int primary key, f float8, n numeric, d timestamp);
