-- What a utility knows of a meter besides its key, and what it has bought this month.

-- account: the utility's own number of the customer.
alter table customer add column account varchar(40);
create unique index customer_account on customer (account);

-- hidden: strangers are told that there is no such meter. free_tenths: free energy a month, in 0.1 kWh.
-- replaced_by: the meter that hangs in its place; a replaced one is blocked.
alter table meter add column meter_group varchar(40);
alter table meter add column hidden boolean default false not null;
alter table meter add column free_tenths bigint default 0 not null check (free_tenths >= 0);
alter table meter add column block_reason varchar(200);
alter table meter add column replaced_by bigint references meter (id);

create index meter_meter_group on meter (meter_group);

-- What a meter owes. A purchase takes fixed_minor and rate (0.1 for 10 %) of the amount paid, at least least_minor, at most
-- most_minor, and never more than what remains; debts are taken in the order of their position.
create sequence debt_seq start with 1 increment by 50;

create table debt (
    id bigint primary key,
    meter_id bigint not null references meter (id),
    name varchar(40) not null,
    position smallint not null,
    remaining_minor bigint not null check (remaining_minor >= 0),
    fixed_minor bigint not null check (fixed_minor >= 0),
    rate numeric(7, 6) not null check (rate between 0 and 1),
    least_minor bigint not null check (least_minor >= 0),
    most_minor bigint check (most_minor >= 0),
    constraint debt_name_unique unique (meter_id, name)
);

-- By calendar month of the utility's zone (its first day): energy sold, paid or still being paid for; what is left
-- unpaid of the fixed charges up to this month; free energy given.
create table meter_month (
    meter_id bigint not null references meter (id),
    calendar_month date not null,
    units_tenths bigint not null check (units_tenths >= 0),
    fixed_owed_minor bigint not null check (fixed_owed_minor >= 0),
    free_tenths bigint not null check (free_tenths >= 0),
    constraint meter_month_key primary key (meter_id, calendar_month)
);
