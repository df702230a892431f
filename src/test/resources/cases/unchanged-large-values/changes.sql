-- Updates that leave a large value alone keep it, whatever form the server sends it in.
update t set small = 1;
update t set id = 30 where id = 3;
update t set big = big || 'end' where id = 2;
update t set bin = '\x00' where id = 1;
update f set small = 1 where ctid = (select min(ctid) from f);
