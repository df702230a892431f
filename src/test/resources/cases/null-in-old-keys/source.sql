create table t (a int, b varchar(10), c timestamp);
alter table t replica identity full;
insert into t values (1, null, null), (null, 'b', null), (null, null, null), (null, null, null), (4, 'd', '2024-01-02 03:04:05');
