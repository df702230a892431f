create table t (id int auto_increment primary key, v varchar(10));
create table s (id int unsigned auto_increment primary key, v varchar(10));
