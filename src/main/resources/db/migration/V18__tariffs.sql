-- Tariffs as they were sent, each version proposed by one person and decided by another; what a version says never changes.
create sequence tariff_version_seq start with 1 increment by 50;

create table tariff_version (
    id bigint primary key,
    name varchar(40) not null,
    version varchar(19) not null,
    effective_from date not null,
    text varchar(65536) not null,
    state varchar(12) not null check (state in ('PROPOSED', 'REJECTED', 'ACTIVE', 'WITHDRAWN')),
    proposed_by varchar(40) not null,
    proposed_at timestamp(6) with time zone not null,
    decided_by varchar(40),
    decided_at timestamp(6) with time zone,
    constraint tariff_version_unique unique (name, version)
);

create index tariff_version_state on tariff_version (state);

-- Which names the registry uses is asked every minute.
create index meter_tariff on meter (tariff);

-- charged: the fixed charge of this month, and of those before that nobody had charged, is in fixed_owed_minor;
-- fixed_charged_minor of it, where a sale did that. sales: how many hold something of this month.
alter table meter_month add column charged boolean default true not null;
alter table meter_month add column fixed_charged_minor bigint default 0 not null;
alter table meter_month add column sales integer default 0 not null check (sales >= 0);

-- typed_minor: what the customer typed; a channel's fee may come on top of it. remainder: what rounding to whole 0.1 kWh
-- left over, in the currency's main unit; negative where it gave more.
-- The rest is what a sale takes of its meter's month (counted_tenths: energy that counts to the blocks), of the fixed
-- charges and of the debts. held: it counts there now; it goes back where no money came, and is taken again where it came
-- late. fixed_held_minor: what of fixed_paid_minor counts; less where others paid the charge meanwhile.
alter table sale add column typed_minor bigint default 0 not null;
alter table sale add column calendar_month date;
alter table sale add column held boolean default false not null;
alter table sale add column counted_tenths bigint default 0 not null;
alter table sale add column free_tenths bigint default 0 not null;
alter table sale add column fixed_charged_minor bigint default 0 not null;
alter table sale add column fixed_paid_minor bigint default 0 not null;
alter table sale add column fixed_held_minor bigint default 0 not null;
alter table sale add column remainder numeric(19, 6) default 0 not null;

create table sale_debt (
    sale_id bigint not null references sale (id),
    position smallint not null,
    debt_id bigint not null references debt (id),
    paid_minor bigint not null check (paid_minor > 0),
    held_minor bigint not null check (held_minor >= 0),
    constraint sale_debt_key primary key (sale_id, position)
);

create index sale_debt_debt on sale_debt (debt_id);

-- As the customer read it, in the language of the sale.
alter table sale_line add column text varchar(80);

-- Support looks for sales by when they were made.
create index sale_created_at on sale (created_at);
