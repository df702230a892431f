create schema other;
create table t (id int primary key, v varchar(10));
create table other.t (id int primary key, v varchar(10));
