-- apply.unfit-value: null writes NULL for what MySQL has no form for.
insert into t values (1, 'NaN', 'NaN', 'infinity'), (2, 'Infinity', 1, '-infinity'), (3, '-Infinity', 2, '0044-03-15 00:00:00 BC'),
    (4, 1.5, 3, '2024-01-01 00:00:00');
update t set f = 'NaN' where id = 4;
