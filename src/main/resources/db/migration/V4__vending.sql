create sequence sale_seq start with 1 increment by 50;

create table sale (
    id bigint primary key,
    reference varchar(12) not null,
    request_key varchar(80) not null,
    channel varchar(8) not null,
    link varchar(40) not null,
    msisdn varchar(15) not null,
    language varchar(8) not null,
    meter_id bigint not null references meter (id),
    currency varchar(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    received_minor bigint not null,
    tariff varchar(60) not null,
    units_tenths bigint not null check (units_tenths >= 0),
    state varchar(24) not null,
    reason varchar(40),
    due_at timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    constraint sale_reference_unique unique (reference),
    constraint sale_request_key_unique unique (request_key)
);

create index sale_msisdn on sale (msisdn, id desc);
create index sale_meter on sale (meter_id, id desc);
create index sale_state on sale (state, due_at);

-- What the money was for; the lines add up to the amount.
create table sale_line (
    sale_id bigint not null references sale (id),
    position smallint not null,
    name varchar(40) not null,
    amount_minor bigint not null,
    constraint sale_line_key primary key (sale_id, position)
);

-- Every state a sale has been in.
create table sale_event (
    sale_id bigint not null references sale (id),
    position smallint not null,
    state varchar(24) not null,
    reason varchar(40),
    at timestamp(6) with time zone not null,
    constraint sale_event_key primary key (sale_id, position)
);

-- The tokens of a sale, in the order in which the customer enters them.
create table sale_token (
    sale_id bigint not null references sale (id),
    position smallint not null,
    kind varchar(16) not null,
    digits varchar(20) not null,
    units_tenths bigint not null,
    tid integer not null,
    constraint sale_token_key primary key (sale_id, position)
);
