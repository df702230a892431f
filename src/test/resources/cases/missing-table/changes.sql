insert into here values (1);
insert into gone values (2);
insert into here values (3);
