-- What agents have paid in before they sell. balance_minor can be spent; held_minor waits for its token. Every entry changes
-- both, and the sum of the entries is the account.
create sequence agent_float_seq start with 1 increment by 50;

create table agent_float (
    id bigint primary key,
    name varchar(40) not null,
    msisdn varchar(60) not null,
    currency varchar(3) not null,
    balance_minor bigint not null check (balance_minor >= 0),
    held_minor bigint not null check (held_minor >= 0),
    low_minor bigint not null,
    created_at timestamp(6) with time zone not null,
    constraint agent_float_name_unique unique (name),
    constraint agent_float_msisdn_unique unique (msisdn)
);

-- Append-only. reference: the top-up, payment or refund, once of each kind. ends: what is taken or let go, given back: once.
create sequence float_entry_seq start with 1 increment by 50;

create table float_entry (
    id bigint primary key,
    float_id bigint not null references agent_float (id),
    kind varchar(12) not null,
    reference varchar(36) not null,
    ends varchar(44),
    balance_change bigint not null,
    held_change bigint not null,
    balance_after bigint not null check (balance_after >= 0),
    at timestamp(6) with time zone not null,
    constraint float_entry_unique unique (kind, reference),
    constraint float_entry_ends_unique unique (ends)
);

create index float_entry_of on float_entry (float_id, id);

create table float_top_up (
    id varchar(36) primary key,
    float_id bigint not null references agent_float (id),
    amount_minor bigint not null check (amount_minor > 0),
    reason varchar(200) not null,
    state varchar(12) not null,
    proposed_by varchar(40) not null,
    proposed_at timestamp(6) with time zone not null,
    decided_by varchar(40),
    decided_at timestamp(6) with time zone
);

create index float_top_up_of on float_top_up (float_id, proposed_at);
