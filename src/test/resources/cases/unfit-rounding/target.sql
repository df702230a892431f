create table t (id int primary key, v decimal(10, 2));
