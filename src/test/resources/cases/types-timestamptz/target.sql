create table t (id int primary key, ts timestamp(6) null, dt datetime(6));
create table k (v timestamp(6) primary key, a int);
