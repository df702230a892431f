-- Parallel decoding sends an upsert that lost its race as INSERT, DELETE without old row, and the update: the first two
-- cancel each other (section 3b).
begin;
insert into t values (2, 'before');
insert into t values (1, 'new') on duplicate key update v = 'updated';
insert into t values (3, 'after');
commit;
insert into f values (1, 'x');
delete from f;
