-- Customers, their meters, and the subscribers who dial. The same text runs on H2 and PostgreSQL.
create sequence customer_seq start with 1 increment by 50;

create table customer (
    id bigint primary key,
    name varchar(120) not null,
    created_at timestamp(6) with time zone not null
);

create sequence meter_seq start with 1 increment by 50;

-- pan: IIN, DRN and check digit (18 digits); drn: 11 or 13 digits. algorithm: 7 (STA) or 11 (MISTY1).
create table meter (
    id bigint primary key,
    pan varchar(18) not null,
    drn varchar(13) not null,
    customer_id bigint not null references customer (id),
    supply_group_code varchar(6) not null,
    tariff_index smallint not null check (tariff_index between 0 and 99),
    key_revision smallint not null check (key_revision between 1 and 9),
    key_type smallint not null check (key_type between 0 and 3),
    algorithm smallint not null check (algorithm in (7, 11)),
    dkga smallint not null check (dkga in (2, 4)),
    base_date varchar(2) not null check (base_date in ('93', '14', '35')),
    status varchar(16) not null check (status in ('ACTIVE', 'BLOCKED')),
    tariff varchar(40) not null,
    registered_msisdn varchar(15),
    created_at timestamp(6) with time zone not null,
    constraint meter_pan_unique unique (pan),
    constraint meter_drn_unique unique (drn)
);

create index meter_customer on meter (customer_id);
create index meter_registered_msisdn on meter (registered_msisdn);

create table subscriber (
    msisdn varchar(15) primary key,
    language varchar(8) not null,
    changed_at timestamp(6) with time zone not null
);
