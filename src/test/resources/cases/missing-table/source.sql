create table here (id int primary key);
create table gone (id int primary key);
