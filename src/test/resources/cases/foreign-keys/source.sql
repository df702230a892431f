create table parent (id int primary key, v int);
create table child (id int primary key, pid int references parent on delete cascade on update cascade);
create table grandchild (id int primary key, cid int references child on delete set null);
insert into parent values (1, 1), (2, 2), (3, 3);
insert into child values (10, 1), (11, 1), (20, 2), (30, 3);
insert into grandchild values (100, 10), (200, 20), (300, 30);
