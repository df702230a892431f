create table t (id int primary key, a varchar(10), b int);
create table f (a varchar(10), b int);
alter table f replica identity full;
