create table t (id int primary key, v varchar(20));
create table f (id int, v varchar(20));
alter table f replica identity full;
insert into t values (1, 'old');
