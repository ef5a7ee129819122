-- Files by their content, each once however often it is referred to. What refers to them is in the events.
create table journal.files (
    sha256  bytea primary key check (length(sha256) = 32),
    data    bytea not null,
    kept_at timestamptz not null default now()
);
-- Pictures and documents are compressed already.
alter table journal.files alter column data set storage external;
