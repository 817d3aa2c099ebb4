-- Our books beside the wallets'.

-- What an attempt brought, which may be another amount than was asked for, and when. Of what was paid before this version
-- both are taken from what the attempt says.
alter table payment_attempt add column received_minor bigint;
alter table payment_attempt add column paid_at timestamp(6) with time zone;

update payment_attempt set received_minor = coalesce(told_minor, amount_minor), paid_at = changed_at where state = 'PAID';

create index payment_attempt_paid on payment_attempt (provider, paid_at);
create index issued_token_at on issued_token (issued_at);

-- Statements that were read. sha256: of the file, and null where the wallet itself listed its payments. covers: the time
-- that it tells of.
create sequence statement_file_seq start with 1 increment by 50;

create table statement_file (
    id bigint primary key,
    provider varchar(20) not null,
    sha256 varchar(64),
    covers_from timestamp(6) with time zone not null,
    covers_until timestamp(6) with time zone not null,
    line_count integer not null,
    added_count integer not null,
    read_by varchar(40) not null,
    read_at timestamp(6) with time zone not null,
    constraint statement_file_unique unique (provider, sha256)
);

create index statement_file_covers on statement_file (provider, covers_until);

-- What wallets took, by their own books. occurrence: 0, and more where one statement has the same receipt again.
-- file_id and line_no: where it was first read.
create table statement_line (
    provider varchar(20) not null,
    receipt varchar(80) not null,
    occurrence integer not null,
    file_id bigint not null references statement_file (id),
    line_no integer not null,
    reference varchar(80) not null,
    currency varchar(3) not null,
    amount_minor bigint not null,
    at timestamp(6) with time zone not null,
    constraint statement_line_key primary key (provider, receipt, occurrence)
);

create index statement_line_at on statement_line (provider, at);

-- A wallet's day in the utility's zone, as the last comparison left it, or as it was closed.
create table books_day (
    provider varchar(20) not null,
    calendar_day date not null,
    matched bigint not null,
    late bigint not null,
    compared_at timestamp(6) with time zone not null,
    closed_by varchar(40),
    closed_at timestamp(6) with time zone,
    constraint books_day_key primary key (provider, calendar_day)
);

-- Where our books and a wallet's disagree; each is a case. state: OPEN, RESOLVED by a person, or GONE where a later comparison
-- did not find it any more. since: when the money moved, or the token was made.
create sequence books_difference_seq start with 1 increment by 50;

create table books_difference (
    id bigint primary key,
    provider varchar(20) not null,
    calendar_day date not null,
    kind varchar(24) not null,
    sale_reference varchar(12) not null,
    receipt varchar(80) not null,
    ours_minor bigint not null,
    theirs_minor bigint not null,
    since timestamp(6) with time zone not null,
    state varchar(10) not null,
    found_at timestamp(6) with time zone not null,
    owner varchar(40),
    note varchar(400),
    resolution varchar(200),
    ended_by varchar(40),
    ended_at timestamp(6) with time zone,
    constraint books_difference_unique unique
        (provider, calendar_day, kind, sale_reference, receipt, ours_minor, theirs_minor)
);

create index books_difference_state on books_difference (state, id);
