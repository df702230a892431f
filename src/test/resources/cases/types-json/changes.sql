-- JSON: every kind of value, escapes, depth, large and exact numbers, and rows found by it.
insert into t values (1, '{}', '{}'), (2, '[]', '[]'), (3, 'null', 'null'), (4, 'true', '"text"'), (5, '18446744073709551615', '-9223372036854775808'),
    (6, '{"a": {"b": [1, 2.5, null, true, "x"]}, "é": "表"}', '{"a": {"b": [1, 2.5, null, true, "x"]}, "é": "表"}'),
    (7, '"quote \" backslash \\ newline \n tab \t \u00e9 single ''"', '"quote \" backslash \\ newline \n tab \t \u00e9 single ''"'),
    (8, '1.5e10', '0.1'), (9, '""', '[[[[[[[[]]]]]]]]'), (10, null, null), (11, '  { "spaced" : 1 }  ', '{"b": 1, "a": 2}');
update t set j = '{"changed": [true, false]}', b = null where id = 1;
delete from t where id = 2;
insert into f values ('{"b": 1, "a": "x"}', 1), ('[1, 2]', 2), (null, 3), ('"a"', 4);
update f set a = 10 where a = 1;
delete from f where a = 2;
update f set j = '{"n": 1}' where a = 3;
