-- A text longer than the column stops, also where MySQL would cut blanks without a word.
insert into t values (1, 'fit');
insert into t values (2, 'secret value');
