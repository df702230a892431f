create table t (b int, extra varchar(10) not null default 'mysql', id int primary key, a varchar(10), made int generated always as (id + 1) virtual);
create table f (extra int default 7, b int, a varchar(10));
