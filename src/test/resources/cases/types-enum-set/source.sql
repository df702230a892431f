create type mood as enum ('x', 'y', 'it''s', 'a,b', '2', '');
create table t (id int primary key, e mood, v varchar(20), s varchar(40));
create table k (e mood primary key, a int);
