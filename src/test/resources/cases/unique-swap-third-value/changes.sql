-- Unique values swapped by way of a third value: in one transaction (a compacted chunk must not swap them directly) and
-- over several.
begin;
update t set u = -1 where id = 1;
update t set u = 10 where id = 2;
update t set u = 20 where id = 1;
commit;
update t set u = -1 where id = 3;
update t set u = 30 where id = 4;
update t set u = 40 where id = 3;
begin;
update t set u = null where id = 1;
update t set u = 20 where id = 3;
update t set u = 40 where id = 1;
commit;
