create table t (id int primary key, j json, b jsonb);
create table f (j json, a int);
alter table f replica identity full;
