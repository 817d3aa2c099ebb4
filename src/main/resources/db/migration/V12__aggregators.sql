-- HTTP aggregators that may send dialogs. key_digest: SHA-256 of the last part of the path, which the server draws.
-- secret_hash: as operator_account's, empty where none is agreed. networks: CIDR, separated by blanks; empty: from anywhere.
-- service_code: what its customers dial; empty: the server's code.
create table aggregator (
    name varchar(24) primary key,
    profile varchar(40) not null,
    service_code varchar(40) not null,
    key_digest varchar(64) not null,
    secret_hash varchar(200) not null,
    networks varchar(1000) not null,
    enabled boolean not null,
    changed_at timestamp(6) with time zone not null
);
