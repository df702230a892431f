-- Decimals that MySQL would round away with a mere note stop; zeros at the end are none.
insert into t values (1, 1.2300);
insert into t values (2, 1.2345);
