-- ON UPDATE CURRENT_TIMESTAMP and DEFAULT CURRENT_TIMESTAMP must not fire: the source's value stands, NULL included.
update t set v = 2 where id = 1;
insert into t values (2, 2, null, null), (3, 3, '2021-01-01 00:00:00.123456', '2021-01-01 00:00:00');
update t set v = 3 where id = 2;
update t set id = 4 where id = 3;
