create table keyless (a int);
create table unique_only (a int unique);
create table silent (a int primary key);
alter table silent replica identity nothing;
create table fine (a int primary key);
