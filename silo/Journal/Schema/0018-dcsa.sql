-- DCSA events that came to no event of a shipment, as they came: codes that have no word here, and what was taken back before
-- it was heard of. id is that of the command which the event would be, whatever its form.
create table journal.dcsa_events (
    id           uuid not null,
    updated_at   timestamptz not null,
    is_retracted boolean not null,
    sent_by      text not null,
    body         bytea not null,
    received_at  timestamptz not null,
    primary key (id, updated_at)
);
