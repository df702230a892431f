create table t (id int primary key, v varchar(20));
create table f (id int, v varchar(20));
insert into t values (1, 'old');
