create table t (id int primary key, v numeric(10, 4));
