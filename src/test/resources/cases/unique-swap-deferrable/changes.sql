-- A deferrable constraint lets rows swap unique values inside one transaction, which no MySQL index allows in between:
-- the net effect is applied (section 3, verdicts).
begin;
update t set u = 20 where id = 1;
update t set u = 10 where id = 2;
commit;
begin;
update t set u = u + 10, v = 1;
commit;
begin;
insert into t values (4, 20, 4);
update t set u = 50 where u = 20 and id <> 4;
commit;
