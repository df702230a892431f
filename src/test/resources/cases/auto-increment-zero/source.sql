create table t (id int primary key, v varchar(10));
create table s (id serial primary key, v varchar(10));
