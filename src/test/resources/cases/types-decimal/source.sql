create table t (id int primary key, a numeric(10, 2), b numeric(65, 30), c numeric, d numeric(5, 0));
create table k (v numeric(20, 5) primary key, a int);
create table f (v numeric(20, 5), a int);
alter table f replica identity full;
