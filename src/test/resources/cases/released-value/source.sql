create table t (id int primary key, u varchar(10) unique);
insert into t values (1, 'a'), (2, 'b'), (3, 'c');
