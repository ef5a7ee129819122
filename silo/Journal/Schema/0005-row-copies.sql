-- Kept copies of the board rows, for boards as of a past moment. A whole copy holds every stream's row as of to_position;
-- any other holds each row written in (from_position, to_position], so that a moment is a whole copy and what follows it.
-- Made by a follower, not by the append. May always be deleted: what is missing is folded from the events.
create table journal.row_copies (
    to_position   bigint not null,
    part          integer not null,        -- a whole copy comes in several
    is_whole      boolean not null,
    from_position bigint not null,
    rows          integer not null,
    data          bytea not null,          -- see CopiedRows
    primary key (to_position, is_whole, part)
);
alter table journal.row_copies alter column data set storage external;
