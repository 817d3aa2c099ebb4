-- Operators who may bind to us. password_hash: pbkdf2-sha256$iterations$salt$hash.
create table operator_account (
    system_id varchar(15) primary key,
    password_hash varchar(200) not null,
    enabled boolean not null,
    may_transmit boolean not null,
    may_receive boolean not null,
    may_transceive boolean not null,
    max_binds integer not null check (max_binds between 1 and 10000),
    dialect varchar(40) default 'standard' not null
);
