create table t (id int primary key, f double, n decimal(20, 4), d datetime(6));
