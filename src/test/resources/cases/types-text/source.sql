create table t (id int primary key, c char(5), v varchar(2000), x text);
create table k (v varchar(40) primary key, a int);
create table l (id int primary key, v varchar(10));
