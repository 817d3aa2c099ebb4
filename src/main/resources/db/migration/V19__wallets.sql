-- Real wallets: several pushes a sale, money that is held, news that waits, cases for a person, refunds.

-- push: which time the customer is asked for this sale. receipt: the wallet's number of the payment, which pays once.
-- doubted: the wallet said no once. told_minor: what a callback said was paid, until the wallet confirms it.
alter table payment_attempt add column push smallint default 1 not null;
alter table payment_attempt add column receipt varchar(80);
alter table payment_attempt add column doubted boolean default false not null;
alter table payment_attempt add column told_minor bigint;
alter table payment_attempt add constraint payment_attempt_receipt_unique unique (provider, receipt);

create index payment_attempt_external on payment_attempt (provider, external_id);

-- path: what followed our own part of the address. next_at: when it is acted on, or looked at again; null once done with.
-- orphan: it belonged to nothing that we know.
alter table payment_callback add column path varchar(200) default '' not null;
alter table payment_callback add column next_at timestamp(6) with time zone;
alter table payment_callback add column orphan boolean default false not null;

update payment_callback set next_at = received_at where handled_at is null;

create index payment_callback_next on payment_callback (next_at, received_at);

-- Money, or news of it, that a person has to look after. case_key: one case, however often its cause is repeated.
create sequence payment_case_seq start with 1 increment by 50;

create table payment_case (
    id bigint primary key,
    case_key varchar(160) not null,
    kind varchar(24) not null,
    provider varchar(20) not null,
    sale_reference varchar(12),
    attempt_id varchar(36),
    callback_id bigint,
    currency varchar(3),
    amount_minor bigint,
    detail varchar(400) not null,
    opened_at timestamp(6) with time zone not null,
    closed_at timestamp(6) with time zone,
    closed_by varchar(40),
    resolution varchar(200),
    constraint payment_case_key_unique unique (case_key)
);

create index payment_case_open on payment_case (closed_at, id);
