-- What MySQL has no type for arrives as the text that the source prints.
insert into t (id, u, i, m, a, x, v, n, o) values
    (1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '192.168.0.1/24', '08:00:2b:01:02:03', '{1,2,null}', '{a,"b c","d\"e",null}', '1 day 02:03:04', 12345678901234567890.123456789, 4294967295),
    (2, null, '::1', null, '{{1,2},{3,4}}', '{}', '-1 mon', -1, 0), (3, null, null, null, null, null, null, null, null);
update t set u = 'ffffffff-ffff-ffff-ffff-ffffffffffff', x = '{"it''s"}' where id = 2;
insert into k values ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 1), ('00000000-0000-0000-0000-000000000000', 2);
update k set a = 10 where a = 1;
delete from k where a = 2;
