create table t (a int, b varchar(10));
alter table t replica identity full;
insert into t values (1, 'x'), (2, 'y');
