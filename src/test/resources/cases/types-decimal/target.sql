create table t (id int primary key, a decimal(10, 2), b decimal(65, 30), c decimal(40, 10), d decimal(5));
create table k (v decimal(20, 5) primary key, a int);
create table f (v decimal(20, 5), a int);
