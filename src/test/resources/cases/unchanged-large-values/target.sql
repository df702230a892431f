create table t (id int primary key, small int, big mediumtext, bin mediumblob);
create table f (id int, small int, big mediumtext);
insert into t values (1, 0, repeat('x1', 20000), unhex(repeat('00ff', 20000))), (2, 0, repeat('x2', 20000), unhex(repeat('00ff', 20000))), (3, 0, repeat('x3', 20000), unhex(repeat('00ff', 20000)));
insert into f values (1, 0, repeat('f', 30000)), (1, 0, repeat('f', 30000));
