create table t (id int primary key, u char(36), i varchar(50), m varchar(20), a varchar(100), x text, v varchar(50), n varchar(100),
    d varchar(30), b varchar(5), o bigint unsigned, tz varchar(30));
create table k (u varchar(36) primary key, a int);
