create table t (id int primary key, u varchar(10) unique, v int);
insert into t values (1, 'other', 9), (5, 'e', 0);
