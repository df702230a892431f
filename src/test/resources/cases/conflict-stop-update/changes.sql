-- An update whose row is missing on MySQL stops with the names of the key's columns.
update t set v = 1 where a = 1;
update t set v = 2 where a = 2;
update t set v = 3 where a = 1;
