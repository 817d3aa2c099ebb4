-- Phones that a gateway has, as an operator's account names them: prefixes separated by blanks; empty: any.
alter table operator_link add column prefixes varchar(400) default '' not null;

-- How long a gateway is to try to bring an SMS to a phone; 0: as long as it does anyway.
alter table operator_link add column validity_minutes integer default 0 not null check (validity_minutes between 0 and 10080);
