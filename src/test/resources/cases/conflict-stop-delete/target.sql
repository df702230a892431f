create table t (a int, b varchar(10));
insert into t values (1, 'X'), (2, 'y');
