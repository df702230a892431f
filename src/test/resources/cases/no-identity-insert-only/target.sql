create table keyless (a int);
create table fine (a int primary key, b int);
