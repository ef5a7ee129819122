-- Takes a page of what is due by the given time and not leased, earliest first. Never waits for a row that another
-- holds. A function for its plan: an empty table's statistics would have the whole table read, for good.
create function journal.lease_due(given timestamptz, max_streams integer, lease_until timestamptz)
returns table (kind text, id text, due_at timestamptz)
language plpgsql volatile
set plan_cache_mode = force_generic_plan
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set enable_material = off
set jit = off
as $$
#variable_conflict use_column
begin
    return query
    with page as materialized (
        select d.stream from journal.due d
         where d.due_at <= given and d.leased_until <= given
         order by d.due_at limit max_streams for update skip locked),
    taken as (
        update journal.due d set leased_until = lease_until from page
         where d.stream = page.stream returning d.stream, d.due_at)
    select s.kind, s.id, t.due_at from taken t join journal.streams s on s.number = t.stream order by t.due_at, t.stream;
end
$$;
