create table t (id int primary key, u uuid, i inet, m macaddr, a int[], x text[], v interval, n numeric, d date, b boolean, o oid, tz timetz);
create table k (u uuid primary key, a int);
