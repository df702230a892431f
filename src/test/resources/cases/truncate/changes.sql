-- Serial decoding of 6.0 sends TRUNCATE: beside other changes it is applied as DELETE in the same transaction.
begin;
insert into t values (3, 'c');
truncate t;
insert into t values (4, 'd');
insert into u values (2);
commit;
truncate p cascade;
insert into p values (5);
begin;
truncate t, u;
rollback;
begin;
update t set v = 'dd' where id = 4;
truncate u;
insert into u values (2), (9);
commit;
