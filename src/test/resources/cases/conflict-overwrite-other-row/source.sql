create table t (id int primary key, u varchar(10) unique);
