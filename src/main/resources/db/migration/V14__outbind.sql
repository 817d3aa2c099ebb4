-- What a gateway shows that connects to us and asks to be bound to (outbind); empty: we connect to it. outbind_password is
-- encrypted as password is, and is there where outbind_system_id is.
alter table operator_link add column outbind_system_id varchar(15) default '' not null;
alter table operator_link add column outbind_password bytea;
