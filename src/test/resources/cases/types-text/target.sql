create table t (id int primary key, c char(5), v varchar(2000), x longtext) character set utf8mb4;
create table k (v varchar(40) collate utf8mb4_0900_bin primary key, a int) character set utf8mb4;
create table l (id int primary key, v varchar(10)) character set latin1;
