-- The wallet gives back as well: our reference of the refund.
alter table sandbox_payment add column refund_id varchar(36);
