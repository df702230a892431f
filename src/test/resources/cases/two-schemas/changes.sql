begin;
insert into t values (1, 'public');
insert into other.t values (1, 'other');
commit;
delete from t;
