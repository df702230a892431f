create table t (id int primary key, d date, ti time, tf time(6), s timestamp(0), f timestamp(3), m timestamp);
create table k (v timestamp(6) primary key, a int);
create table y (id int primary key, v smallint);
