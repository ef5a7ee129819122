-- The journal: one total order of events, and what is kept beside them in the same transaction.
-- Keys on the hot path are small and of fixed width: streams are known by number.
-- 50 million events a year need no more than this; partitioning events and commands by range is a later step.

-- The end of the journal. Whoever appends locks this one row, so position order is commit order.
create table journal.head (
    only_one     boolean primary key default true check (only_one),
    position     bigint not null,          -- of the newest event
    streams      bigint not null,          -- numbers given to streams so far; a lost append leaves a hole
    committed_at timestamptz not null      -- of the newest event; never goes back
) with (fillfactor = 10);
insert into journal.head values (true, 0, 0, '1970-01-01 00:00:00Z');

-- One row per actor: its version, which appends check, and its board row, which every append rewrites.
-- No index on a changing column, and room on the page: updates stay heap-only.
create table journal.streams (
    number    bigint primary key,
    version   integer not null,            -- number of events in the stream
    position  bigint not null,             -- of the stream's newest event
    kind      text not null,
    id        text not null,
    board_row bytea not null,
    unique (kind, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

create table journal.events (
    position    bigint primary key,        -- from 1, dense, in commit order
    stream      bigint not null,
    recorded_at timestamptz not null,
    version     integer not null,          -- in the stream, from 1, dense
    schema      smallint not null,         -- version of the form of data
    type        text not null,
    data        bytea not null,
    origin      bytea not null,            -- who and what caused it; empty: as the event before, of the same append
    unique (stream, version)
);

-- The newest stored state of a stream: shortens loading, may always be deleted.
create table journal.snapshots (
    stream  bigint primary key,
    version integer not null,
    schema  integer not null,
    state   bytea not null
) with (fillfactor = 70);

-- When each actor must next be woken. leased_until only spreads the work over nodes.
create table journal.due (
    stream       bigint primary key,
    due_at       timestamptz not null,
    leased_until timestamptz not null default '-infinity'
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
create index due_at on journal.due (due_at);

-- What each actor depends on; a target need not exist.
create table journal.links (
    stream      bigint not null,
    target_kind text not null,
    target_id   text not null,
    primary key (stream, target_kind, target_id)
);
create index links_target on journal.links (target_kind, target_id, stream);

-- Commands that appended something: the newest revision of each.
create table journal.commands (
    id          uuid primary key,
    revision    bigint not null,
    fingerprint uuid not null,             -- of its content
    stream      bigint not null,
    version     integer not null,          -- of the stream after the command's last event
    position    bigint not null            -- of the command's last event
);

-- The last batch of each node's committer, and its answer: a call whose answer was lost is made again
-- and answered from here, and one that arrives late, after a newer batch, does nothing.
create table journal.committers (
    id             uuid primary key,
    batch          bigint not null,
    seen_at        timestamptz not null default now(),
    first_position bigint,
    first_stream   bigint,
    recorded_at    timestamptz,
    lost_append    integer[],
    lost_why       smallint[],
    lost_command   integer[],
    lost_version   integer[],
    lost_position  bigint[]
) with (fillfactor = 50);

-- How far each follower has come.
create table journal.checkpoints (
    follower     text primary key,
    position     bigint not null,
    done         text[] not null default '{}',   -- targets already served for the events after position
    holder       uuid,
    leased_until timestamptz not null default '-infinity'
) with (fillfactor = 50);
