create table t (id int primary key, e enum('x', 'y', 'it''s', 'a,b', '2', ''), v enum('one', 'two', '1'), s set('a', 'b', 'c', '1'));
create table k (e enum('x', 'y', 'it''s', 'a,b', '2', '') primary key, a int);
