-- In a B-compatible database the empty string is no NULL, also as a key.
insert into t values (1, '', '', '', ''), (2, null, null, null, null), (3, ' ', ' ', ' ', '\x');
update t set v = '', x = null where id = 3;
insert into k values ('', 1), ('x', 2);
update k set a = 10 where v = '';
update k set v = 'y' where v = '';
update k set v = '' where v = 'x';
