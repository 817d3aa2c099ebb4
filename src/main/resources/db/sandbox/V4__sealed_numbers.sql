-- As in the server's own tables.
alter table sandbox_payment alter column msisdn set data type varchar(60);
alter table sandbox_meter alter column owner set data type varchar(700);
