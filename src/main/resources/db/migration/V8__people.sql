-- What happened and who did it. Rows are written once: nothing in the code changes or deletes one.
create sequence audit_event_seq start with 1 increment by 50;

create table audit_event (
    id bigint primary key,
    at timestamp(6) with time zone not null,
    actor varchar(60) not null,
    action varchar(40) not null,
    object varchar(120) not null,
    detail varchar(1000) not null
);

create index audit_event_object on audit_event (object, id);
create index audit_event_actor on audit_event (actor, at);

-- Who may use the console and its API. password_hash: pbkdf2-sha256$iterations$salt$hash.
-- sandbox: the password was set in a sandbox, where a short one will do.
create table person (
    name varchar(40) primary key check (name not in ('admin', 'system')),
    password_hash varchar(200) not null,
    enabled boolean not null,
    sandbox boolean not null,
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null
);

create table person_role (
    person_name varchar(40) not null references person (name),
    role varchar(16) not null,
    constraint person_role_key primary key (person_name, role)
);
