-- What the owner of a phone calls his meters, and those that he does not want to see any more.
create table saved_meter (
    msisdn varchar(15) not null,
    meter_id bigint not null references meter (id),
    nickname varchar(20) not null,
    hidden boolean not null,
    changed_at timestamp(6) with time zone not null,
    constraint saved_meter_key primary key (msisdn, meter_id)
);

-- Faults that customers report, as the trade lists them.
create sequence trouble_seq start with 1 increment by 50;

create table trouble (
    id bigint primary key,
    reference varchar(12) not null,
    msisdn varchar(15) not null,
    meter_id bigint references meter (id),
    fault varchar(24) not null,
    state varchar(8) not null check (state in ('OPEN', 'CLOSED')),
    closed_by varchar(60),
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    constraint trouble_reference_unique unique (reference)
);

create index trouble_state on trouble (state, id);
create index trouble_msisdn on trouble (msisdn, id);
