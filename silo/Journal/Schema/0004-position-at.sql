-- The position of the newest event recorded by a moment; 0 when there was none. Positions are dense and recorded_at never
-- goes back along them, so halving finds it without an index of its own.
create function journal.position_at(moment timestamptz)
returns bigint
language plpgsql stable
set enable_seqscan = off
set jit = off
as $$
declare
    low    bigint := 0;
    high   bigint := (select h.position from journal.head h);
    middle bigint;
begin
    while low < high loop
        middle := (low + high + 1) / 2;
        if (select e.recorded_at from journal.events e where e.position = middle) <= moment then
            low := middle;
        else
            high := middle - 1;
        end if;
    end loop;
    return low;
end
$$;
