create table t (id int not null, code varchar(10) not null, part int not null, v text, unique (part, code));
create unique index t_identity on t (code, part);
alter table t replica identity using index t_identity;
create table k (id int not null, code varchar(10) not null, v text);
create unique index k_identity on k (code);
alter table k replica identity using index k_identity;
insert into t values (1, 'a', 1, 'x'), (1, 'a', 2, 'x'), (1, 'b', 1, 'x');
insert into k values (1, 'a', 'x'), (2, 'b', 'x'), (3, 'c', 'x');
