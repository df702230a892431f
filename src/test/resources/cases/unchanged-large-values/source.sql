create table t (id int primary key, small int, big text, bin bytea);
create table f (id int, small int, big text);
alter table t alter column big set storage external;
alter table f replica identity full;
insert into t select g, 0, repeat('x' || g, 20000), decode(repeat('00ff', 20000), 'hex') from generate_series(1, 3) g;
insert into f values (1, 0, repeat('f', 30000)), (1, 0, repeat('f', 30000));
