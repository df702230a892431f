create table t (id int primary key, ts timestamptz, dt timestamptz);
create table k (v timestamptz primary key, a int);
