-- The source's cascades arrive as rows; MySQL must not cascade itself (foreign_key_checks=0), or rows would be missing.
delete from parent where id = 1;
update parent set id = 22 where id = 2;
begin;
insert into parent values (4, 4);
insert into child values (40, 4);
insert into grandchild values (400, 40);
commit;
update parent set v = v + 1;
delete from child where id = 30;
begin;
delete from grandchild;
delete from child;
delete from parent where id = 3;
insert into parent values (3, 33);
commit;
