-- Payments whose receipt nobody told are found by what stands in the wallet's statement of ours.
create index statement_line_reference on statement_line (provider, reference);

-- What customers typed as an account is their phone number as often as not: of what was read before, only our own references
-- stay whole.
update statement_line set reference = case when char_length(reference) <= 7 then '****'
    else substring(reference from 1 for 4) || '****' || substring(reference from char_length(reference) - 2 for 3) end
    where reference <> '' and not regexp_like(reference, '^[2-9A-HJ-NP-Z]{8}$');

-- Rows that were too old and are cleared; numbers of rows do not tell how old they are, servers take them in blocks. What was
-- cleared before is done once more, which changes nothing. A row of retention is held by whoever clears that class of data.
alter table outbox_message add column cleared boolean default false not null;
alter table payment_callback add column cleared boolean default false not null;
alter table sale add column cleared boolean default false not null;
alter table trouble add column cleared boolean default false not null;
alter table engineering_request add column cleared boolean default false not null;
create index outbox_message_cleared on outbox_message (cleared, created_at);
create index payment_callback_cleared on payment_callback (cleared, received_at);
create index sale_cleared on sale (cleared, created_at);
create index trouble_cleared on trouble (cleared, created_at);
create index engineering_request_cleared on engineering_request (cleared, proposed_at);
alter table retention drop column done_to;

-- Until when (of the making of sales, or tokens) each invariant of the books was found whole. Steps of sales from before this
-- version are not all in the audit.
create table books_proof (
    invariant varchar(40) primary key,
    whole_until timestamp(6) with time zone not null
);

insert into books_proof (invariant, whole_until) values ('EVERY_STEP_IS_AUDITED', current_timestamp);

-- How far the chain of the audit was proven without a fault, in the one row with id 1. event_id: the highest number that an
-- event had then. whole_at: when all of it was proven, from the first link on.
create table audit_proven (
    id smallint primary key check (id = 1),
    link bigint not null,
    hash varchar(64) not null,
    event_id bigint not null,
    whole_at timestamp(6) with time zone not null
);

-- Money that went back, by wallets' own books. original: the wallet's number of the payment. lists_returns: the statement has
-- what goes back, so that what is not in it did not.
create table statement_return (
    provider varchar(20) not null,
    receipt varchar(80) not null,
    file_id bigint not null references statement_file (id),
    line_no integer not null,
    original varchar(80) not null,
    reference varchar(80) not null,
    currency varchar(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    at timestamp(6) with time zone not null,
    constraint statement_return_key primary key (provider, receipt)
);

create index statement_return_at on statement_return (provider, at);
create index statement_return_original on statement_return (provider, original);
create index refund_changed on refund (provider, changed_at);
alter table statement_file add column lists_returns boolean default false not null;

-- How fast a float is spent is counted over a day.
create index float_entry_at on float_entry (float_id, at);
