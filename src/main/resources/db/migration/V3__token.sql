-- The last token identifier that a meter was given, for each base date: locked while the next one is taken.
create table token_identifier (
    pan varchar(18) not null,
    base_date varchar(2) not null,
    last_tid integer not null check (last_tid between 0 and 16777215),
    constraint token_identifier_key primary key (pan, base_date)
);

-- Vending keys, each record encrypted under the master key of the key store. The columns in clear find a record.
create table vending_key (
    supply_group_code varchar(6) not null,
    key_revision smallint not null,
    key_check_value varchar(6) not null,
    nonce bytea not null,
    ciphertext bytea not null,
    changed_at timestamp(6) with time zone not null,
    constraint vending_key_key primary key (supply_group_code, key_revision)
);
