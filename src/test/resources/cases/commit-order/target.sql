create table t (id int primary key, v int);
create table log (n int primary key, what varchar(20));
insert into t values (1, 0), (2, 0), (3, 0);
