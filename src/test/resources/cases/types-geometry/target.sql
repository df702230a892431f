create table t (id int primary key, p point, l linestring, y polygon, g geometry);
create table f (p point, a int);
