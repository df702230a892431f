create table t (id int primary key, b bytea, v bytea, x bytea, r raw);
create table k (v bytea primary key, a int);
create table f (v bytea, a int);
alter table f replica identity full;
