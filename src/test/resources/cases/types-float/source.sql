create table t (id int primary key, f float4, d float8);
create table x (f float4, d float8, v int);
alter table x replica identity full;
