-- The workload's tables as MySQL had them.
create table account_current (id int primary key, balance bigint not null, note text);
create table account_savings (code varchar(20) primary key, balance decimal(14, 0) not null);
create table account_reserve (region int, branch int, balance bigint not null, primary key (region, branch));
create table account_cash (holder varchar(20) not null, balance bigint not null);

create table item (
    id bigint primary key, session int not null, sku varchar(40) not null unique, name varchar(200), note text,
    quantity int not null, price decimal(12, 2), ratio double, made datetime(6), payload longblob);

create table log_entry (session int not null, kind varchar(20) not null, message text, amount int not null);

create table seat (id bigint primary key, session int not null, place int not null unique);

create table journal (
    seq bigint primary key, session int not null, item_rows int not null, item_quantity bigint not null,
    log_rows int not null, log_amount bigint not null);
create table journal_leg (
    seq bigint, leg int, account varchar(40) not null, amount bigint not null, primary key (seq, leg));
create table session_counter (session int primary key, transactions bigint not null);

create table probe (id bigint primary key);
