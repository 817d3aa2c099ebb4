-- How often a callback was acted on in vain: it is tried ever more rarely, and in the end a person looks at it.
alter table payment_callback add column tries smallint default 0 not null;
