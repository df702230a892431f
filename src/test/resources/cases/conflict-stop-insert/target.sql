create table t (id int primary key, v varchar(20));
insert into t values (2, 'written on MySQL');
