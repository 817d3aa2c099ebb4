-- When the wallet was asked to confirm a callback: from then on its answer is waited for.
alter table payment_callback add column confirm_asked_at timestamp(6) with time zone;
