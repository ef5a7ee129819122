-- What a follower could not do: one target of one event. The follower goes on meanwhile, and tries it again, after
-- growing pauses, until it is done.
create table journal.parked (
    follower text not null,
    position bigint not null,                -- of the event
    target   text not null,                  -- empty for the event as a whole
    attempts integer not null default 1,
    retry_at timestamptz not null,
    primary key (follower, position, target)
) with (fillfactor = 70);
create index parked_retry on journal.parked (follower, retry_at);
