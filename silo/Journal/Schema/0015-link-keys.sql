-- By which links in mails are signed: every node reads the same, also after a restart. The highest number signs.
create table journal.link_keys (
    number integer primary key,
    secret bytea not null
);
