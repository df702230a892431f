create table t (id int primary key, b longblob, c longtext, v varchar(20), n decimal(30, 10));
