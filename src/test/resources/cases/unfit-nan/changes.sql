-- NaN has no form on MySQL: by default a stop.
insert into t values (1, 1e308);
insert into t values (2, 'NaN');
