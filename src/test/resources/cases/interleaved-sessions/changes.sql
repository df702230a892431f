-- session a
begin;
update t set v = v + 1 where id = 1;
-- session b
begin;
update t set v = v + 10 where id = 2;
insert into t values (3, 3);
-- session a
insert into t values (4, 4);
-- session b
commit;
-- session a
update t set v = v + 100 where id = 2;
commit;
