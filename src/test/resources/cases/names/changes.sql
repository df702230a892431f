-- Mixed-case and reserved words, blanks, dots, quotes and non-ASCII letters in names of tables and columns.
insert into "MixedCase" values (1, 'one'), (2, 'two');
update "MixedCase" set "CamelCol" = 'uno' where "Id" = 1;
delete from "MixedCase" where "Id" = 2;
insert into "select" values (1, 'x', 1, 1), (2, 'y', 2, 2);
update "select" set "order" = 3, "key" = 3 where "order" = 1;
delete from "select" where "order" = 2;
insert into "a b" values (1, 'x', 1, 1, 1, 1), (2, 'y', 2, 2, 2, 2);
update "a b" set "e.f" = 'z', "it's" = 3, "q""q" = 4, "back`tick" = 5, "tab	x" = 6 where "c d" = 1;
delete from "a b" where "c d" = 2;
insert into "表" values (1, 'x'), (2, 'y');
update "表" set "été" = 'z' where "列" = 1;
delete from "表" where "列" = 2;
insert into "a.b" values (1, 1, 1, 1), (2, 2, 2, 2);
update "a.b" set "[y]" = 3, "a:b" = 4, "c,d" = 5 where x = 1;
delete from "a.b" where x = 2;
