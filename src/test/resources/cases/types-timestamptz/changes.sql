-- Instants with offsets arrive in UTC, whatever zone writes them; bounds of MySQL's TIMESTAMP.
insert into t values (1, '1970-01-01 00:00:01+00', '1970-01-01 00:00:01+00'), (2, '2038-01-19 03:14:07.999999+00', '0001-01-02 00:00:00+00'),
    (3, '2024-02-29 01:02:03.123456+05:30', '2024-02-29 01:02:03.123456+05:30'), (4, '2024-07-01 00:00:00-11:45', '9999-12-30 23:59:59.999999-08'),
    (5, null, null), (6, '2024-10-27 00:30:00+00', '1890-01-01 00:00:00+00');
set TimeZone = 'Asia/Shanghai';
insert into t values (7, '2024-01-01 00:00:00', '1900-01-01 00:00:00');
set TimeZone = 'America/New_York';
update t set ts = '2024-03-10 03:30:00', dt = '2024-11-03 01:30:00-04' where id = 6;
set TimeZone = 'UTC';
insert into k values ('2024-01-01 00:00:00+00', 1), ('2024-01-01 00:00:00.000001+00', 2), ('2024-01-01 00:00:00+08', 3);
update k set a = a + 10;
update k set v = '2024-06-01 12:00:00+02' where a = 11;
delete from k where a = 13;
