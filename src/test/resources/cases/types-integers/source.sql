create table t (id int primary key, ti smallint, tu smallint, s smallint, su int, m int, mu int, i int, iu bigint, b bigint, bu numeric(20));
create table k (b bigint, bu numeric(20), v int, primary key (b, bu));
