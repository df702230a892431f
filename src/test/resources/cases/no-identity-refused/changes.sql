-- Tables whose UPDATE and DELETE name no row are refused by name, with the statement that mends it.
insert into fine values (1);
