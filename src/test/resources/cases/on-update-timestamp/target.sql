create table t (id int primary key, v int, ts timestamp(6) null default current_timestamp(6) on update current_timestamp(6),
    dt datetime default current_timestamp on update current_timestamp);
insert into t values (1, 1, '2020-01-01 00:00:00', '2020-01-01 00:00:00');
