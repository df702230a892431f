-- Decimals: the longest, the smallest, signs, zeros at the end, as keys and in tables without one.
insert into t values (1, 99999999.99, 99999999999999999999999999999999999.999999999999999999999999999999, 1.5, 99999),
    (2, -99999999.99, -99999999999999999999999999999999999.999999999999999999999999999999, -0.0000000001, -99999),
    (3, 0.01, 0.000000000000000000000000000001, 100000000000000000000, 0), (4, -0.00, 0, 1.10, null), (5, null, null, null, null);
update t set a = -a, c = c + 1 where id < 4;
insert into k values (1.10000, 1), (-1.1, 2), (123456789012345.12345, 3), (0, 4);
update k set a = 10 where v = 1.1;
update k set v = -0.00001 where v = 0;
delete from k where v = -1.1;
insert into f values (1.1, 1), (1.10, 1), (null, 2);
delete from f where a = 2;
update f set v = 2.5;
