-- Every byte, alone and in one value; BINARY(n) is padded with zeros; bytes as keys and in tables without one.
insert into t (id, v, x) select g, decode(lpad(to_hex(g), 2, '0'), 'hex'), decode(lpad(to_hex(g), 2, '0') || '275c' || lpad(to_hex(g), 2, '0'), 'hex') from generate_series(0, 255) g;
insert into t (id, x) select 300, decode(string_agg(lpad(to_hex(g), 2, '0'), '' order by g), 'hex') from generate_series(0, 255) g;
insert into t values (301, '\x01', '\x00', '\x5c', '00FF5C27'), (302, '\xffffffff', '\x276f722031', '\x00000000', '27'), (303, null, null, null, null);
update t set x = v, v = '\x5c5c' where id < 50;
update t set x = decode(repeat('00275c0aff', 50000), 'hex') where id = 302;
insert into k values ('\x00', 1), ('\x0000', 2), ('\x41', 3), ('\x61', 4), ('\x4120', 5), ('\xff27', 6);
update k set a = a + 10;
update k set v = '\x00ff' where v = '\x0000';
delete from k where v = '\x41';
insert into f values ('\x6162', 1), ('\x61620000', 2), ('\xff', 3);
update f set a = 30 where a = 3;
delete from f where a = 1;
