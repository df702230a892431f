create table here (id int primary key);
