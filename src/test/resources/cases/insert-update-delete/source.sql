create table account (id int primary key, owner varchar(40) not null, balance numeric(10, 2));
insert into account values (1, 'before the slot', 1.00);
