-- Records of vending keys now hold what may be done with a key. Until now only a sandbox could enter keys, and it enters
-- them again.
delete from vending_key;
alter table vending_key add column withdrawn_at timestamp(6) with time zone;

-- A key enters or is withdrawn when one person proposes it and another approves.
create sequence key_proposal_seq start with 1 increment by 50;

create table key_proposal (
    id bigint primary key,
    action varchar(16) not null check (action in ('IMPORT', 'WITHDRAW')),
    supply_group_code varchar(6) not null,
    key_revision smallint not null,
    key_check_value varchar(6) not null,
    nonce bytea not null,
    ciphertext bytea not null,
    reason varchar(200) not null,
    proposed_by varchar(40) not null,
    proposed_at timestamp(6) with time zone not null,
    decided_by varchar(40),
    decided_at timestamp(6) with time zone,
    approved boolean
);

-- Units made under a key on a day (UTC), kept where the key has a limit a day.
create table vending_key_day (
    supply_group_code varchar(6) not null,
    key_revision smallint not null,
    issued_on date not null,
    units_tenths bigint not null,
    constraint vending_key_day_key primary key (supply_group_code, key_revision, issued_on)
);

-- Every token made, in the order in which the customer enters those of one owner. owner: a sale's reference or that of
-- an engineering request. The digits are encrypted; token_index (HMAC) finds a token by its digits.
drop table sale_token;

create sequence issued_token_seq start with 1 increment by 50;

create table issued_token (
    id bigint primary key,
    owner varchar(20) not null,
    position smallint not null,
    token_class smallint not null check (token_class between 0 and 2),
    sub_class smallint not null check (sub_class between 0 and 15),
    pan varchar(18) not null,
    tid integer check (tid between 0 and 16777215),
    units_tenths bigint not null,
    digits bytea not null,
    token_index varchar(64) not null,
    issued_at timestamp(6) with time zone not null,
    constraint issued_token_position_unique unique (owner, position)
);

create index issued_token_index on issued_token (token_index);
create index issued_token_pan on issued_token (pan, id desc);

-- One row. alive_at: when a server last said so; floor_at: no TID lies before it, because a restored database does not
-- know what was issued after its backup.
create table tid_floor (
    id smallint primary key check (id = 1),
    alive_at timestamp(6) with time zone not null,
    floor_at timestamp(6) with time zone
);

-- A text that holds a token lies encrypted.
alter table outbox_message alter column text drop not null;
alter table outbox_message add column sealed_text bytea;
alter table outbox_message add constraint outbox_message_has_text check (text is not null or sealed_text is not null);

-- What a meter's key is to become with its next sale; empty where it is as it should be.
alter table meter add column target_supply_group_code varchar(6);
alter table meter add column target_tariff_index smallint check (target_tariff_index between 0 and 99);
alter table meter add column target_key_revision smallint check (target_key_revision between 1 and 9);

-- Groups whose meters may not be given another key by a sale.
create table supply_group (
    code varchar(6) primary key,
    key_change varchar(8) not null check (key_change in ('AUTO', 'REFUSE'))
);

-- Key changes, newest last: what to go back to where the customer never entered the tokens.
create sequence key_change_seq start with 1 increment by 50;

create table key_change (
    id bigint primary key,
    meter_id bigint not null references meter (id),
    owner varchar(20) not null,
    from_supply_group_code varchar(6) not null,
    from_tariff_index smallint not null,
    from_key_revision smallint not null,
    from_key_type smallint not null,
    from_base_date varchar(2) not null,
    to_supply_group_code varchar(6) not null,
    to_tariff_index smallint not null,
    to_key_revision smallint not null,
    to_key_type smallint not null,
    to_base_date varchar(2) not null,
    changed_at timestamp(6) with time zone not null,
    resent smallint default 0 not null,
    undone_by varchar(40),
    undone_at timestamp(6) with time zone,
    undone_reason varchar(200)
);

create index key_change_meter on key_change (meter_id, id desc);

-- Tokens that no customer pays for: one person asks, another approves.
create sequence engineering_request_seq start with 1 increment by 50;

create table engineering_request (
    id bigint primary key,
    reference varchar(12) not null,
    meter_id bigint not null references meter (id),
    kind varchar(24) not null,
    request_value bigint not null,
    reason varchar(200) not null,
    msisdn varchar(15),
    language varchar(8) not null,
    state varchar(16) not null,
    refusal varchar(40),
    proposed_by varchar(40) not null,
    proposed_at timestamp(6) with time zone not null,
    decided_by varchar(40),
    decided_at timestamp(6) with time zone,
    shown_at timestamp(6) with time zone,
    constraint engineering_request_reference_unique unique (reference)
);

create index engineering_request_meter on engineering_request (meter_id, id desc);

create index outbox_message_msisdn on outbox_message (msisdn, id desc);
