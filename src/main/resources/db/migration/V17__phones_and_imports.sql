-- A meter may have several registered phones: of a household, or of those who pay for somebody else.
create table meter_phone (
    meter_id bigint not null references meter (id),
    msisdn varchar(15) not null,
    constraint meter_phone_key primary key (meter_id, msisdn)
);

create index meter_phone_msisdn on meter_phone (msisdn);

insert into meter_phone (meter_id, msisdn)
    select id, registered_msisdn from meter where registered_msisdn is not null;

drop index meter_registered_msisdn;
alter table meter drop column registered_msisdn;

-- The meter that an engineering request of this reference is to put in the place of its own.
create table meter_replacement (
    reference varchar(12) primary key,
    pan varchar(18) not null,
    supply_group_code varchar(6) not null,
    tariff_index smallint not null check (tariff_index between 0 and 99),
    key_revision smallint not null check (key_revision between 1 and 9),
    key_type smallint not null check (key_type between 0 and 3),
    algorithm smallint not null check (algorithm in (7, 11)),
    dkga smallint not null check (dkga in (2, 4)),
    base_date varchar(2) not null check (base_date in ('93', '14', '35'))
);

-- Files of meters that were taken in. file_hash: SHA-256 of the file's octets. running: 1 while one is at work, else
-- null, so that there is never a second one. refused_rows: rows with a fault; faults: all that was said, kept or not.
create sequence meter_import_seq start with 1 increment by 50;

create table meter_import (
    id bigint primary key,
    file_hash varchar(64) not null,
    file_octets bigint not null,
    partial boolean not null,
    check_only boolean not null,
    take_keys boolean not null,
    state varchar(16) not null
        check (state in ('READING', 'COMPARING', 'WRITING', 'DONE', 'CHECKED', 'REFUSED', 'FAILED', 'BROKEN_OFF')),
    running smallint check (running = 1),
    node varchar(40) not null,
    started_by varchar(40) not null,
    started_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    octets_read bigint not null,
    rows_read bigint not null,
    refused_rows bigint not null,
    faults bigint not null,
    notices bigint not null,
    created bigint not null,
    updated bigint not null,
    unchanged bigint not null,
    keys_changed bigint not null,
    constraint meter_import_running_unique unique (running)
);

create index meter_import_file_hash on meter_import (file_hash);

-- What was wrong with a row (FAULT), or what became of it besides (NOTICE). line: of the file, where the row begins.
create table meter_import_fault (
    import_id bigint not null references meter_import (id),
    position integer not null,
    line bigint not null,
    kind varchar(8) not null check (kind in ('FAULT', 'NOTICE')),
    column_name varchar(40) not null,
    reason varchar(200) not null,
    advice varchar(200) not null,
    constraint meter_import_fault_key primary key (import_id, position)
);
