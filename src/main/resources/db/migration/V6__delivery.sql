-- SMS owed to customers. message_key: one message, however often its cause is repeated.
create sequence outbox_message_seq start with 1 increment by 50;

create table outbox_message (
    id bigint primary key,
    message_key varchar(80) not null,
    kind varchar(16) not null,
    sale_reference varchar(12),
    link varchar(40) not null,
    sender varchar(20) not null,
    msisdn varchar(15) not null,
    text varchar(1000) not null,
    state varchar(16) not null,
    tries smallint not null,
    next_at timestamp(6) with time zone,
    claimed_by varchar(40),
    expires_at timestamp(6) with time zone not null,
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    constraint outbox_message_key_unique unique (message_key)
);

create index outbox_message_due on outbox_message (next_at);
create index outbox_message_sale on outbox_message (sale_reference, kind, state);
create index outbox_message_link on outbox_message (link, state);
