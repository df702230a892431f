create table t (id int primary key, j json, b json);
create table f (j json, a int);
