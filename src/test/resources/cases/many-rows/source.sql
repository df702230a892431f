create table t (id int primary key, u int unique, v varchar(30));
create table n (a int, b varchar(30));
alter table n replica identity full;
