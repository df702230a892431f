create table t (id int primary key, b1 bit(1), b8 bit(8), b64 bit(64), bo tinyint(1), bb bit(1));
create table k (v tinyint(1), w bit(8), a int, primary key (v, w));
