create table t (id int primary key, v varchar(10));
create table u (id int primary key);
create table p (id int primary key);
create table c (id int primary key, pid int, foreign key (pid) references p (id));
insert into t values (1, 'a'), (2, 'b');
insert into u values (1);
insert into p values (1);
insert into c values (1, 1);
