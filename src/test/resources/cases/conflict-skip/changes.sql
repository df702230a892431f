-- skip: a change that does not fit is left out and kept as a dead letter, in the same transaction as the others.
begin;
insert into t values (1, 'a');
insert into t values (2, 'b');
commit;
update t set v = 'cc' where id = 3;
delete from t where id = 4;
update t set v = 'too long' where id = 5;
insert into t values (6, 'f');
