create table t (id int primary key, f float, d double);
create table x (f float, d double, v int);
