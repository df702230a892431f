create table t (id int primary key, ti tinyint, tu tinyint unsigned, s smallint, su smallint unsigned, m mediumint,
    mu mediumint unsigned, i int, iu int unsigned, b bigint, bu bigint unsigned zerofill);
create table k (b bigint, bu bigint unsigned, v int, primary key (b, bu));
