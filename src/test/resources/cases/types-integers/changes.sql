-- Every width of integers at its bounds, and as keys beyond 2^53.
insert into t values
    (1, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0),
    (2, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615),
    (3, 0, 1, -1, 1, -1, 1, -1, 1, -1, 9007199254740993), (4, null, null, null, null, null, null, null, null, null, null);
update t set ti = ~ti, s = ~s, i = ~i, b = ~b, bu = 9223372036854775808 where id in (1, 2);
update t set id = -2147483648 where id = 4;
insert into k values (9007199254740992, 18446744073709551614, 0), (9007199254740993, 18446744073709551614, 0), (9007199254740993, 18446744073709551615, 0);
update k set v = 1 where b = 9007199254740993 and bu = 18446744073709551614;
delete from k where b = 9007199254740992;
update k set bu = 0 where bu = 18446744073709551615;
