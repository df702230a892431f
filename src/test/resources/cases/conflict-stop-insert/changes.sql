-- A row that is on MySQL already stops everything: what came before is applied, nothing after it, not even of its own
-- transaction; the change is a dead letter, its values are not in what is written.
insert into t values (1, 'before');
begin;
insert into t values (3, 'same transaction');
insert into t values (2, 'blocked');
commit;
insert into t values (4, 'after');
