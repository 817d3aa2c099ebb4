-- The virtual meters take every kind of token. What they count has a row a register; those of before count on.
create table sandbox_meter_register (
    drn varchar(13) not null references sandbox_meter (drn),
    register varchar(24) not null,
    amount numeric(60) not null,
    constraint sandbox_meter_register_key primary key (drn, register)
);

insert into sandbox_meter_register (drn, register, amount)
select drn, 'ELECTRICITY', balance_tenths from sandbox_meter;

insert into sandbox_meter_register (drn, register, amount)
select drn, 'ELECTRICITY_CURRENCY', 0 from sandbox_meter;

alter table sandbox_meter drop column balance_tenths;

create table sandbox_meter_setting (
    drn varchar(13) not null references sandbox_meter (drn),
    setting varchar(24) not null,
    amount bigint not null,
    constraint sandbox_meter_setting_key primary key (drn, setting)
);

alter table sandbox_meter add column key_type smallint default 2 not null;
alter table sandbox_meter add column key_expiry smallint default 255 not null;
alter table sandbox_meter add column tampered boolean default false not null;

-- The decoder key and parts of the next one. Null: the meter gets its key from the test keys when it is next used.
alter table sandbox_meter add column secrets bytea;
