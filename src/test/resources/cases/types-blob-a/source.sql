create table t (id int primary key, b blob, c clob, v varchar2(20), n number);
