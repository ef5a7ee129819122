-- What is to be sent to people of incidents, was, or could not be. step: version of the incident whose event reached them.
-- state: 0 waits, 1 sent, 2 given up, 3 withheld.
create table journal.notices (
    id           bigint generated always as identity,
    incident     text not null,
    step         integer not null,
    person       text not null,
    channel      text not null,
    state        smallint not null default 0,
    made_at      timestamptz not null,
    attempts     smallint not null default 0,
    last_at      timestamptz,
    last_problem text not null default '',
    next_at      timestamptz not null,
    leased_until timestamptz not null default '-infinity',
    primary key (incident, step, person, channel)
);
create unique index notices_id on journal.notices (id);
create index notices_waiting on journal.notices (channel, next_at) where state = 0;
create index notices_made on journal.notices (person, made_at);
