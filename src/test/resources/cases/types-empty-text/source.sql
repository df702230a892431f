create table t (id int primary key, c char(5), v varchar(10), x text, b bytea);
create table k (v varchar(10) primary key, a int);
