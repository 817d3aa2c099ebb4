-- Phones that a gateway has, as an operator's account names them: prefixes separated by blanks; empty: any.
alter table operator_link add column prefixes varchar(400) default '' not null;
