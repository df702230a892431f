create table t (id int primary key, p point, l path, y polygon, g point);
create table f (p point, a int);
alter table f replica identity full;
