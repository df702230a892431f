-- Type names of openGauss: blob prints hex without prefix, clob and varchar2 text, number any digits.
insert into t values (1, '00FF5C27', 'clob \', 'v', 1.5), (2, 'DEADBEEF', '''', '''', -0.0000000001), (3, null, null, null, null);
update t set b = '5C27', c = 'x' where id = 1;
delete from t where id = 2;
