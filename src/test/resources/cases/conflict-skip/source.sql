create table t (id int primary key, v varchar(10));
insert into t values (3, 'c'), (4, 'd'), (5, 'e');
