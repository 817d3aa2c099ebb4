-- Cases that only two persons close: who wants it closed, and who agreed.
alter table payment_case add column proposed_by varchar(40);
alter table payment_case add column proposed_at timestamp(6) with time zone;
alter table payment_case add column decided_by varchar(40);
alter table payment_case add column decided_at timestamp(6) with time zone;

-- How often the token of a paid sale could not be made for a fault of the server.
alter table sale add column token_tries smallint default 0 not null;

-- Every state of a sale, of which PAYMENT_UNKNOWN is new.
alter table sale add constraint sale_state_known check (state in ('PAYMENT_REQUESTED', 'PAYMENT_UNKNOWN', 'PAYMENT_FAILED',
    'CANCELLED', 'PAYMENT_EXPIRED', 'HELD', 'PAID', 'TOKEN_ISSUED', 'MANUAL_REVIEW', 'REFUND_PENDING', 'REFUND_REQUESTED',
    'REFUND_UNKNOWN', 'REFUND_FAILED', 'REFUNDED'));

-- When its customer, who waits, is told that it goes on: a word at most while he pays, and one while his money waits for its
-- token. Null where there is nothing to tell.
alter table sale add column tell_at timestamp(6) with time zone;

create index sale_tell on sale (tell_at);
