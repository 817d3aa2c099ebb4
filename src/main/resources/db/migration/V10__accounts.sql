-- What operators may do, and how much of it. Of a number, 0 is "as the server's settings say" or, where nothing limits, "no limit".
-- networks: CIDR, separated by blanks; empty: from anywhere. prefixes: of the phones it speaks for; empty: any.
alter table operator_account add column networks varchar(1000) default '' not null;
alter table operator_account add column prefixes varchar(400) default '' not null;
alter table operator_account add column system_type varchar(12) default '' not null;
alter table operator_account add column messages_per_second integer default 0 not null;
alter table operator_account add column window_size integer default 0 not null;
alter table operator_account add column enquire_link_seconds integer default 0 not null;
alter table operator_account add column inactivity_seconds integer default 0 not null;

-- The password before the last change, which binds until a moment, so that the operator can change it when he likes.
alter table operator_account add column previous_hash varchar(200) default '' not null;
alter table operator_account add column previous_until timestamp(6) with time zone;

-- mode: OPEN, PAUSED or DRAINING. At end_binds_at, binds that were opened before it end.
alter table operator_account add column mode varchar(12) default 'OPEN' not null;
alter table operator_account add column end_binds_at timestamp(6) with time zone;
