-- Floats arrive as the same bits: largest, smallest, denormal, the 17th digit; rows are found by them too.
insert into t values (1, 3.4028234e38, 1.7976931348623157e308), (2, -3.4028234e38, -1.7976931348623157e308),
    (3, 1.17549435e-38, 2.2250738585072014e-308), (4, 1e-45, 5e-324), (5, 0.1, 0.1), (6, 16777217, 9007199254740993),
    (7, 0.3333333, 0.33333333333333331), (8, 1e10, 1e15), (9, 123456.789, 123456789.123456789), (10, null, null),
    (11, 0, 0), (12, 100, 1e22), (13, 1.0000001, 1.0000000000000002);
update t set f = -f, d = -d where id in (3, 4, 5, 9);
insert into x values (0.1, 0.1, 0), (0.1, 0.1, 0), (3.4028234e38, 5e-324, 0), (1e-45, 1.7976931348623157e308, 0), (null, 0.3, 0);
update x set v = 1 where f > 1;
delete from x where d > 1;
update x set v = 2, f = 0.7 where ctid = (select min(ctid) from x where v = 0 and f is not null);
delete from x where f is null;
