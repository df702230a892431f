create table t (id int primary key, d date, ti time, tf time(6), s datetime, f datetime(3), m datetime(6));
create table k (v datetime(6) primary key, a int);
create table y (id int primary key, v year);
