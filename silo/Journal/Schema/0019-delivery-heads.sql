-- Of each subject only the first delivery that waits is sent. These are they, so that looking for what is due does not pass by all
-- that waits behind them for an address that is dead. Kept by triggers, so that it holds whichever build writes.
create table journal.delivery_heads (
    webhook  text not null,
    subject  text not null,
    position bigint not null,
    next_at  timestamptz not null,
    primary key (webhook, subject)
);
create index delivery_heads_due on journal.delivery_heads (webhook, next_at);

-- Nobody adds or settles until the triggers are there.
lock table journal.deliveries in share row exclusive mode;
insert into journal.delivery_heads (webhook, subject, position, next_at)
select distinct on (webhook, subject) webhook, subject, position, next_at from journal.deliveries where state = 0 order by webhook, subject, position;

create function journal.enter_delivery_heads() returns trigger language plpgsql as $$
begin
    -- In one sequence, so that no two wait for each other. Also where nothing changes the row is locked: who settles its
    -- delivery waits, and then finds what was added.
    insert into journal.delivery_heads as h (webhook, subject, position, next_at)
    select distinct on (webhook, subject) webhook, subject, position, next_at from added where state = 0 order by webhook, subject, position
    on conflict (webhook, subject) do update set position = excluded.position, next_at = excluded.next_at where excluded.position < h.position;
    return null;
end
$$;
create trigger enter_heads after insert on journal.deliveries
    referencing new table as added for each statement execute function journal.enter_delivery_heads();

create function journal.move_delivery_head() returns trigger language plpgsql as $$
declare
    first record;
begin
    -- Waits for whoever adds to the subject or settles of it; what they did is seen by the next statement.
    insert into journal.delivery_heads as h (webhook, subject, position, next_at) values (new.webhook, new.subject, new.position, new.next_at)
    on conflict (webhook, subject) do update set position = h.position where false;
    select d.position, d.next_at into first from journal.deliveries d
     where d.webhook = new.webhook and d.subject = new.subject and d.state = 0 order by d.position limit 1;
    if found then
        update journal.delivery_heads h set position = first.position, next_at = first.next_at where h.webhook = new.webhook and h.subject = new.subject;
    else
        delete from journal.delivery_heads h where h.webhook = new.webhook and h.subject = new.subject;
    end if;
    return null;
end
$$;
create trigger move_head after update of state, next_at on journal.deliveries
    for each row execute function journal.move_delivery_head();
