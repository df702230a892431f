create table t (id int primary key, v int);
create table idle (id int primary key);
