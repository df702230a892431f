-- Bits of every length, booleans into TINYINT(1) and BIT(1).
insert into t values (1, B'1', B'11111111', B'1111111111111111111111111111111111111111111111111111111111111111', true, true),
    (2, B'0', B'00000000', B'0000000000000000000000000000000000000000000000000000000000000000', false, false),
    (3, B'1', B'10000001', B'1000000000000000000000000000000000000000000000000000000000000000', true, false),
    (4, null, null, null, null, null);
update t set bo = not bo, bb = not bb, b8 = B'00010000' where id in (1, 2);
insert into k values (true, B'00000001', 1), (false, B'00000001', 2), (true, B'10000000', 3);
update k set a = 10 where v and w = B'00000001';
update k set v = false where w = B'10000000';
delete from k where a = 2;
