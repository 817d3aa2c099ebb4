-- Money that goes back, and cases that several persons look after.

-- Money that came unasked and is so much that the wallet was asked about it: how its answer is known.
alter table payment_callback add column confirm_id varchar(80);

-- id is our reference at the wallet. open_key: the attempt, unless the refund came to nothing, so that no money goes back
-- twice. extra: what came twice, and not the sale's own money. by_hand: no wallet is asked, somebody has paid it out.
-- vouched_by, vouched: what a first person found in the wallet's books about a refund that nobody knows of.
create table refund (
    id varchar(36) primary key,
    attempt_id varchar(36) not null references payment_attempt (id),
    open_key varchar(36),
    extra boolean not null,
    by_hand boolean not null,
    sale_reference varchar(12) not null,
    provider varchar(20) not null,
    currency varchar(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    reason varchar(200) not null,
    state varchar(16) not null,
    refusal varchar(40),
    external_id varchar(80),
    tries smallint not null,
    next_at timestamp(6) with time zone,
    proposed_by varchar(40) not null,
    proposed_at timestamp(6) with time zone not null,
    decided_by varchar(40),
    decided_at timestamp(6) with time zone,
    vouched_by varchar(40),
    vouched boolean,
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    constraint refund_open_unique unique (open_key),
    constraint refund_once check (state in ('REJECTED', 'REFUSED') or (open_key is not null and open_key = attempt_id))
);

create index refund_due on refund (next_at);
create index refund_sale on refund (sale_reference);
create index refund_external on refund (provider, external_id);

-- Every step of a refund, and each time that its wallet was asked.
create table refund_event (
    refund_id varchar(36) not null references refund (id),
    position integer not null,
    state varchar(16) not null,
    note varchar(200) not null,
    at timestamp(6) with time zone not null,
    constraint refund_event_key primary key (refund_id, position)
);

alter table payment_case add column owner varchar(40);

create table payment_case_note (
    case_id bigint not null references payment_case (id),
    position integer not null,
    author varchar(40) not null,
    note varchar(400) not null,
    at timestamp(6) with time zone not null,
    constraint payment_case_note_key primary key (case_id, position)
);
