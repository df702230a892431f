create table `MixedCase` (`ID` int primary key, `camelcol` varchar(10));
create table `select` (`order` int primary key, `from` varchar(10), `group` int, `key` int);
create table `a b` (`c d` int primary key, `e.f` varchar(10), `it's` int, `q"q` int, `back``tick` int, `tab	x` int);
create table `表` (`列` int primary key, `été` varchar(10));
create table `a.b` (`x` int primary key, `[y]` int, `a:b` int, `c,d` int);
