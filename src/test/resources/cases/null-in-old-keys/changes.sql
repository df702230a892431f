-- REPLICA IDENTITY FULL names rows by values that are NULL: found by <=>, one row a change.
update t set b = 'was null' where a = 1;
update t set a = 2 where b = 'b';
delete from t where ctid = (select min(ctid) from t where a is null and b is null);
update t set a = null, b = null, c = null where a = 4;
insert into t values (null, 'x', null);
delete from t where b = 'x';
