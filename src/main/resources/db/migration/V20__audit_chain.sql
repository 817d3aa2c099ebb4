-- The chain over audit_event: each link's hash is over the hash before it and its event, so that a changed, removed or added
-- event shows. Links are written after the events have committed, in batches, by one server at a time (it locks audit_head).
create table audit_link (
    link bigint primary key,
    event_id bigint not null references audit_event (id),
    hash varchar(64) not null,
    constraint audit_link_event_unique unique (event_id)
);

-- Events that wait for their link.
create table audit_unlinked (
    event_id bigint primary key references audit_event (id)
);

insert into audit_unlinked (event_id) select id from audit_event;

-- The newest link, in the one row with id 1.
create table audit_head (
    id smallint primary key check (id = 1),
    link bigint not null,
    hash varchar(64) not null
);
