create table t (id int primary key, u varchar(10) unique);
insert into t values (9, 'b');
