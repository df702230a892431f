-- Labels are written as labels: a member named '2' or '1' is not the second or first one.
insert into t values (1, 'x', 'one', 'a'), (2, 'it''s', 'two', 'a,c'), (3, 'a,b', '1', '1'), (4, '2', 'one', 'a,b,c,1'), (5, null, null, null);
update t set e = '2', v = '1', s = 'c,1' where id = 1;
delete from t where id = 2;
insert into k values ('x', 1), ('2', 2), ('it''s', 3);
update k set a = 20 where e = '2';
update k set e = 'y' where e = 'x';
delete from k where e = 'it''s';
