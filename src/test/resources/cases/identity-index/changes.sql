-- REPLICA IDENTITY USING INDEX: the old row holds the columns of that index, whatever the keys of the MySQL table are.
update t set v = 'y' where part = 2;
update t set code = 'c', part = 3 where code = 'b';
delete from t where part = 1;
insert into t values (1, 'a', 1, 'again');
update k set id = 10, v = 'moved' where code = 'a';
update k set code = 'bb' where id = 2;
delete from k where code = 'c';
insert into k values (3, 'c', 'again');
