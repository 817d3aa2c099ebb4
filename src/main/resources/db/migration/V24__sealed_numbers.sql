-- Phone numbers and names lie sealed: a column of digits needs room for the sealed text of them. What lies there in the
-- clear is sealed by the server when it starts with the key store, see sealed_column.
alter table customer alter column name set data type varchar(700);
alter table meter_phone alter column msisdn set data type varchar(60);
alter table subscriber alter column msisdn set data type varchar(60);
alter table saved_meter alter column msisdn set data type varchar(60);
alter table trouble alter column msisdn set data type varchar(60);
alter table sale alter column msisdn set data type varchar(60);
alter table engineering_request alter column msisdn set data type varchar(60);
alter table payment_attempt alter column msisdn set data type varchar(60);
alter table outbox_message alter column msisdn set data type varchar(60);
alter table parked_receipt alter column msisdn set data type varchar(60);
alter table payment_callback alter column body set data type varchar(17000);

-- The first digits of the number, as many as operators are told apart by: messages are hurried by them when an operator
-- is back. Of rows from before nothing is known, so that any operator hurries them.
alter table outbox_message add column prefix varchar(6) default '' not null;

-- Columns of which every row is sealed.
create table sealed_column (
    name varchar(60) primary key,
    sealed_at timestamp(6) with time zone not null
);

-- How far each class of data has been cleared of what is too old: rows up to this id are done. Whoever clears holds the row.
create table retention (
    name varchar(20) primary key,
    done_to bigint not null
);

-- That a phone be forgotten: one person asks, another decides. msisdn: sealed, and once carried out a pseudonym.
create sequence erasure_seq start with 1 increment by 50;

create table erasure (
    id bigint primary key,
    msisdn varchar(60) not null,
    reason varchar(200) not null,
    proposed_by varchar(40) not null,
    proposed_at timestamp(6) with time zone not null,
    decided_by varchar(40),
    decided_at timestamp(6) with time zone,
    approved boolean
);
