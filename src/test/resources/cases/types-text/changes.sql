-- Text: every control character, quotes and backslashes, the whole BMP, emoji, blanks, and what looks like SQL or NULL.
insert into t (id, v) select g, 'a' || chr(g) || 'z' || chr(g) from generate_series(1, 255) g;
insert into t (id, v) select 1000 + g, string_agg(chr(c), '' order by c) from generate_series(0, 63) g, generate_series(0, 65535) c
    where c / 1024 = g and c > 0 and not c between 55296 and 57343 group by g;
insert into t (id, v) select 2000 + g, chr(65536 * g) || chr(65536 * g + 65533) || chr(128512 + g) from generate_series(1, 16) g;
insert into t values (300, 'ab', 'trailing backslash \', '\'), (301, 'a  ', '''; drop table t; --', '\'' or 1=1'), (302, '表é', 'null', 'NULL'),
    (303, 'x', '"quoted" `ticks` ''single''', '{"json": "\u0000 \n"}'), (304, '''''''''', 'a' || chr(10) || chr(13) || chr(9) || 'b', '\0\Z\%\_'),
    (305, 'a', ' leading and trailing ', chr(128512) || chr(8205) || chr(10084)), (306, null, null, null), (307, 'b', ' ', '  '),
    (308, '%s', '?', '${x} #{y} :z @a');
update t set v = v || chr(92), x = chr(39) || v where id between 30 and 130;
update t set x = repeat('表' || chr(128512) || chr(92) || chr(39), 5000) where id = 300;
insert into k values ('a', 1), ('A', 2), ('a ', 3), ('''', 4), ('\', 5), ('表', 6), (chr(128512), 7), ('null', 8), (chr(10), 9), ('a\''b', 10);
update k set a = a + 100;
update k set v = v || '\' where a > 105;
delete from k where v in ('A', '\', 'null');
insert into l values (1, 'é€ß'), (2, '\''');
update l set v = 'ÿ' where id = 2;
