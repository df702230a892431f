-- A delete whose row is missing stops; in a table without a key a row that is equal only for the collation is not it.
delete from t where a = 2;
delete from t where a = 1;
