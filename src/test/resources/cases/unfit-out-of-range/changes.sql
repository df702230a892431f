-- A number beyond the column's range stops.
insert into t values (1, 32767);
insert into t values (2, 32768);
