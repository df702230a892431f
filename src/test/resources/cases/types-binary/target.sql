create table t (id int primary key, b binary(4), v varbinary(300), x longblob, r varbinary(20));
create table k (v varbinary(20) primary key, a int);
create table f (v binary(4), a int);
