-- Phones that a gateway has, as an operator's account names them: prefixes separated by blanks; empty: any.
alter table operator_link add column prefixes varchar(400) default '' not null;

-- How long a gateway is to try to bring an SMS to a phone; 0: as long as it does anyway.
alter table operator_link add column validity_minutes integer default 0 not null check (validity_minutes between 0 and 10080);

-- Each time that a message was handed to an operator. way: the account or link that it went over. command_status: what he
-- said; empty where he said nothing.
create sequence outbox_attempt_seq start with 1 increment by 50;

create table outbox_attempt (
    id bigint primary key,
    message_id bigint not null references outbox_message (id),
    answered_at timestamp(6) with time zone not null,
    way varchar(40) not null,
    result varchar(16) not null,
    command_status integer
);

create index outbox_attempt_message on outbox_attempt (message_id, id);
