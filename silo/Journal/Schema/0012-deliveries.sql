-- What is to be sent to webhooks, was, or could not be: an event to an address each. state: 0 waits, 1 delivered, 2 given up, 3 withheld.
create table journal.deliveries (
    webhook      text not null,
    position     bigint not null,
    subject      text not null,
    state        smallint not null default 0,
    attempts     smallint not null default 0,
    first_at     timestamptz,
    last_at      timestamptz,
    last_status  smallint not null default 0,
    last_problem text not null default '',
    next_at      timestamptz not null,
    leased_until timestamptz not null default '-infinity',
    primary key (webhook, position)
);
-- Of each subject only the first that waits is sent.
create index deliveries_waiting on journal.deliveries (webhook, subject, position) where state = 0;
create index deliveries_ended on journal.deliveries using brin (last_at);
