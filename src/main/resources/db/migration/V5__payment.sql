-- One row for each time a wallet is asked for the money of a sale. id is our reference at the wallet.
create table payment_attempt (
    id varchar(36) primary key,
    sale_reference varchar(12) not null,
    provider varchar(20) not null,
    msisdn varchar(15) not null,
    currency varchar(3) not null,
    amount_minor bigint not null,
    state varchar(16) not null,
    reason varchar(40),
    external_id varchar(80),
    tries smallint not null,
    next_at timestamp(6) with time zone,
    claimed_by varchar(40),
    expires_at timestamp(6) with time zone not null,
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null
);

create index payment_attempt_due on payment_attempt (next_at);
create index payment_attempt_sale on payment_attempt (sale_reference);

-- What wallets told us, as it came, stored before it is acknowledged.
create sequence payment_callback_seq start with 1 increment by 50;

create table payment_callback (
    id bigint primary key,
    provider varchar(20) not null,
    callback_key varchar(160) not null,
    body varchar(4000) not null,
    received_at timestamp(6) with time zone not null,
    handled_at timestamp(6) with time zone,
    constraint payment_callback_unique unique (provider, callback_key)
);

create index payment_callback_handled on payment_callback (handled_at, received_at);
