-- The workload's tables on openGauss. Balances are moved between the four account tables, so they always sum to 0.
create table account_current (id int primary key, balance bigint not null, note text);
create table account_savings (code varchar(20) primary key, balance numeric(14, 0) not null);
create table account_reserve (region int, branch int, balance bigint not null, primary key (region, branch));
create table account_cash (holder varchar(20) not null, balance bigint not null);
alter table account_cash replica identity full;

create table item (
    id bigint primary key, session int not null, sku varchar(40) not null unique, name varchar(200), note text,
    quantity int not null, price numeric(12, 2), ratio double precision, made timestamp(6), payload bytea);

-- no key, and exact duplicates
create table log_entry (session int not null, kind varchar(20) not null, message text, amount int not null);
alter table log_entry replica identity full;

-- places are swapped by one statement, and given up and taken again
create table seat (id bigint primary key, session int not null, place int not null unique deferrable);

-- One row for each transaction, numbered in commit order, with what it did to the sums of the tables above.
create table journal (
    seq bigint primary key, session int not null, item_rows int not null, item_quantity bigint not null,
    log_rows int not null, log_amount bigint not null);
create table journal_leg (
    seq bigint, leg int, account varchar(40) not null, amount bigint not null, primary key (seq, leg));
create table session_counter (session int primary key, transactions bigint not null);

-- rows whose commit times are known, for the lag
create table probe (id bigint primary key);
