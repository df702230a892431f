create table t (id int primary key, b1 bit(1), b8 bit(8), b64 bit(64), bo boolean, bb boolean);
create table k (v boolean, w bit(8), a int, primary key (v, w));
