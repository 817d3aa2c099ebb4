-- Gateways of operators that we bind to. password is encrypted, not hashed: we have to send it.
create table operator_link (
    name varchar(15) primary key,
    host varchar(253) not null,
    port integer not null check (port between 1 and 65535),
    tls boolean not null,
    system_id varchar(15) not null,
    password bytea not null,
    system_type varchar(12) not null,
    address_ton smallint not null check (address_ton between 0 and 255),
    address_npi smallint not null check (address_npi between 0 and 255),
    address_range varchar(40) not null,
    bind_mode varchar(8) not null check (bind_mode in ('TRX', 'TX_RX')),
    binds smallint not null check (binds between 1 and 10),
    dialect varchar(40) not null,
    window_size smallint not null check (window_size between 1 and 1000),
    enquire_link_seconds smallint not null check (enquire_link_seconds between 1 and 3600),
    receipt_ids varchar(24) not null,
    enabled boolean not null,
    paused boolean not null,
    changed_at timestamp(6) with time zone not null
);

-- Each SMS, or part of one, that an operator took and promised a receipt for. operator_id: his message_id as it is
-- compared. attempt: 1 for the first time that the message was sent.
create sequence outbox_part_seq start with 1 increment by 50;

create table outbox_part (
    id bigint primary key,
    message_id bigint not null references outbox_message (id),
    attempt smallint not null,
    link varchar(40) not null,
    operator_id varchar(80) not null,
    delivered boolean not null,
    sent_at timestamp(6) with time zone not null
);

create index outbox_part_operator on outbox_part (operator_id, link, id desc);
create index outbox_part_message on outbox_part (message_id, attempt);

alter table outbox_message add column failed_receipts smallint default 0 not null;

-- Receipts that came before the response that they belong to was written down. One row for each id that it may have had.
create sequence parked_receipt_seq start with 1 increment by 50;

create table parked_receipt (
    id bigint primary key,
    link varchar(40) not null,
    operator_id varchar(80) not null,
    msisdn varchar(15),
    outcome varchar(16) not null,
    came_at timestamp(6) with time zone not null
);

create index parked_receipt_operator on parked_receipt (operator_id, link);
create index parked_receipt_came on parked_receipt (came_at);
