create table t (id int primary key, v varchar(10));
create database ${database}_other;
create table ${database}_other.t (id int primary key, v varchar(10));
