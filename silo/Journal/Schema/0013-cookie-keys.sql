-- With what the nodes seal the cookies of those who have signed in. Whoever reads it can sign in as anybody.
create table journal.cookie_keys (
    name    text primary key,
    content text not null
);
