create table t (a int, b varchar(10));
insert into t values (1, 'x'), (1, 'x'), (1, 'x'), (2, 'y'), (2, 'y'), (3, 'z');
