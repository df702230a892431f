-- 0 and negative values in an AUTO_INCREMENT column arrive as they are.
insert into t values (5, 'five'), (0, 'zero'), (-1, 'minus'), (1, 'one');
update t set id = 0, v = 'moved' where id = 1 and false;
delete from t where id = 0;
update t set id = 0 where id = 5;
insert into s (v) values ('a'), ('b');
insert into s values (0, 'zero');
insert into s (v) values ('c');
