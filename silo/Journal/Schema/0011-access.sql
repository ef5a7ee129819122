-- Access tokens that partners were given, by their SHA-256. A token is worth no more than the key that it was given for.
create table journal.access_tokens (
    hash       bytea primary key check (length(hash) = 32),
    partner    text not null,
    key        text not null,
    scopes     text[] not null,
    expires_at timestamptz not null
);
create index access_tokens_expiry on journal.access_tokens (expires_at);

-- What partners asked for, and what they were answered.
create table journal.access_log (
    number  bigint generated always as identity primary key,
    at      timestamptz not null,
    partner text not null,
    key     text not null,
    method  text not null,
    path    text not null,
    status  smallint not null,
    verdict text not null,
    trace   text not null
);
create index access_log_partner on journal.access_log (partner, number);
create index access_log_key on journal.access_log (key, number);
create index access_log_at on journal.access_log using brin (at);
