create table t (id int primary key, u varchar(10) unique, v int);
insert into t values (3, 'c', 0), (4, 'd', 0), (5, 'e', 0);
