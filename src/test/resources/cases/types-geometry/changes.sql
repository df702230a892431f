-- Points, paths and polygons, closed or not, and rows found by them.
insert into t values (1, '(1,2)', '[(0,0),(1.5,-2.25)]', '((0,0),(4,0),(4,4),(0,0))', '(0,0)'),
    (2, '(-1e10,1e-10)', '[(1,1),(2,2),(3,3)]', '((0,0),(1,0),(1,1),(0,1))', '(3,4)'), (3, null, null, null, null);
update t set p = '(0.1,0.2)', l = '[(9,9),(8,8)]' where id = 1;
insert into f values ('(1,2)', 1), ('(1,2)', 1), ('(3,4)', 2);
update f set a = 20 where a = 2;
delete from f where ctid = (select min(ctid) from f);
