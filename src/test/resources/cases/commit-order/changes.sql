-- Transactions are open side by side and commit in another order than they began; rows pass from one to the next.
-- session a
begin;
insert into log values (1, 'a began first');
update t set v = 1 where id = 1;
-- session b
begin;
update t set v = 2 where id = 2;
-- session c
begin;
update t set v = 3 where id = 3;
insert into log values (3, 'c');
commit;
-- session b
update t set v = v + 20 where id = 3;
delete from log where n = 3;
commit;
-- session c
insert into log values (3, 'c again');
-- session a
update t set v = v + 100;
delete from log where n = 3;
commit;
-- session b
update t set v = -v where id = 2;
