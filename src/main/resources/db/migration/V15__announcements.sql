-- What the operator announces. BANNER: a line that customers read; MAINTENANCE: a time in which nothing is sold.
create sequence announcement_seq start with 1 increment by 50;

create table announcement (
    id bigint primary key,
    kind varchar(16) not null check (kind in ('BANNER', 'MAINTENANCE')),
    begins_at timestamp(6) with time zone not null,
    ends_at timestamp(6) with time zone not null,
    entered_by varchar(60) not null,
    entered_at timestamp(6) with time zone not null,
    constraint announcement_lasts check (begins_at < ends_at)
);

create index announcement_ends on announcement (ends_at);

-- By ISO 639-1.
create table announcement_text (
    announcement_id bigint not null references announcement (id),
    language varchar(2) not null,
    text varchar(60) not null,
    constraint announcement_text_key primary key (announcement_id, language)
);
