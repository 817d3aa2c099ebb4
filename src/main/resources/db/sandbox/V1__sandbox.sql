-- The stand-ins' own books: what the sandbox's wallet was asked, and what its virtual meters remember.
create table sandbox_payment (
    id varchar(36) primary key,
    sale_reference varchar(12) not null,
    msisdn varchar(15) not null,
    currency varchar(3) not null,
    amount_minor bigint not null,
    behaviour varchar(16) not null,
    answer_at timestamp(6) with time zone,
    decision varchar(16),
    received_minor bigint not null,
    told_at timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null
);

create index sandbox_payment_answer on sandbox_payment (told_at, answer_at);

create table sandbox_meter (
    drn varchar(13) primary key,
    pan varchar(18) not null,
    scenario varchar(20) not null,
    owner varchar(120) not null,
    algorithm smallint not null,
    supply_group_code varchar(6) not null,
    tariff_index smallint not null,
    key_revision smallint not null,
    balance_tenths bigint not null,
    last_result varchar(16) not null
);

create table sandbox_meter_tid (
    drn varchar(13) not null references sandbox_meter (drn),
    tid integer not null,
    constraint sandbox_meter_tid_key primary key (drn, tid)
);
