-- overwrite never touches another row: a unique value that a different row holds is a stop.
insert into t values (1, 'a');
insert into t values (2, 'b');
