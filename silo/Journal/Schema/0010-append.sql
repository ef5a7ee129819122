-- An event's position is known from its stream and version: rows of streams and commands need not repeat it, and can then
-- be written before a batch has its turn. Nodes of an older build stop before this is applied: they read those columns.
lock table journal.commands, journal.streams in access exclusive mode;
alter table journal.streams drop column position;
alter table journal.commands drop column position;

-- Board rows with the position of the event that wrote them.
create view journal.rows as
select s.number, s.kind, s.id, s.version, e.position, s.board_row
  from journal.streams s cross join lateral (
    select position from journal.events e where e.stream = s.number and e.version = s.version limit 1) e;

-- Appends one batch, whole, in one call: the server starts only when the call has arrived complete, so a client
-- that stops never holds a lock, and each statement sees what was committed before it began.
--
-- Arrays of the same prefix belong together. a_: one element per append, no stream twice, by rising stream; n_: appends of
-- streams not yet stored; e_: events; c_: commands, no id twice; w_: wakes and the due time they consume; d_: changed due
-- times, null for none; s_: snapshots; l_: appends whose links change; t_: those links. x_append counts appends from 1.
-- a_last counts the batch's events up to and including the append's last; 0 marks an append that lost.
--
-- Positions follow from the answer: winners take first_position, in order. New stream i (from 1) has number
-- first_stream + i - 1. lost_why: 0 version conflict, 1 repeat, 2 superseded, 3 contradiction, 4 other stream, 5 due moved.
--
-- Locks are taken in one order: (1) the committer's row, so that a call made again waits for the first; (2) the rows of the
-- batch's streams, by number; (3) the head, which gives positions: who holds it writes events and commits, and all before
-- it goes on beside another batch. New streams get their numbers under it. A command that another batch stores meanwhile
-- violates the key of commands: the call then fails whole, and its maker makes it again.
--
-- Where there is a row for each append, arrays are unnested in the select list: in the from clause each would be written
-- to a store of its own first. Plans are fixed to nested loops over primary keys: with the statistics of an empty table
-- the planner would choose joins over whole tables, and keep them.
-- Commands are looked up laterally, each by its key: of a table that was analysed while it was empty, as an
-- administrator may do, the planner would rather go through the whole for each batch.
create or replace function journal.append(
    committer uuid, batch_number bigint, given timestamptz,
    a_stream bigint[], a_expected integer[], a_version integer[], a_last integer[], a_row bytea[],
    n_append integer[], n_kind text[], n_id text[],
    e_append integer[], e_version integer[], e_type text[], e_schema smallint[], e_data bytea[], e_origin bytea[],
    c_append integer[], c_index integer[], c_id uuid[], c_revision bigint[], c_fingerprint uuid[], c_version integer[],
    w_append integer[], w_due timestamptz[],
    d_append integer[], d_due timestamptz[],
    s_append integer[], s_version integer[], s_schema integer[], s_state bytea[],
    l_append integer[], t_append integer[], t_kind text[], t_id text[],
    out first_position bigint, out first_stream bigint, out recorded_at timestamptz,
    out lost_append integer[], out lost_why smallint[], out lost_command integer[],
    out lost_version integer[], out lost_position bigint[])
language plpgsql volatile
set plan_cache_mode = force_generic_plan
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set enable_bitmapscan = off
set enable_material = off
set enable_memoize = off
set jit = off
as $$
#variable_conflict use_column
declare
    base     bigint;    -- the head before this batch
    known    record;
    existing record;
    moved    integer[];
    versions integer[];
    whys     smallint[];
    appends  integer := cardinality(a_stream);
    wanted   integer := cardinality(a_stream);
    written  integer := 0;
    total    integer := a_last[cardinality(a_last)];
    lost     integer;
    is_known boolean;
begin
    select * into known from journal.committers c where c.id = committer for update;
    if not found or known.batch > batch_number then
        raise exception 'batch % of committer % is out of turn', batch_number, committer using errcode = 'SV001';
    elsif known.batch = batch_number then
        first_position := known.first_position; first_stream := known.first_stream; recorded_at := known.recorded_at;
        lost_append := known.lost_append; lost_why := known.lost_why; lost_command := known.lost_command;
        lost_version := known.lost_version; lost_position := known.lost_position;
        return;
    end if;

    -- A stream thought new may have been stored by another node: under its number it loses the version check below.
    if cardinality(n_append) > 0 then
        for existing in
            select n.append, s.number from unnest(n_append, n_kind, n_id) n(append, kind, id)
              join journal.streams s on s.kind = n.kind and s.id = n.id
        loop
            a_stream[existing.append] := existing.number;
        end loop;
    end if;

    is_known := exists (
        select from (select unnest(c_id) id) c cross join lateral (select from journal.commands k where k.id = c.id limit 1) k);
    if is_known then
        select array_agg(c.append), array_agg(c.why), array_agg(c.index), array_agg(c.version), array_agg(c.position)
          into lost_append, lost_why, lost_command, lost_version, lost_position
          from (select c.append, c.index, k.version,
                       (select e.position from journal.events e where e.stream = k.stream and e.version = k.version) as position,
                       case when c.revision < k.revision then 2
                            when c.revision > k.revision then 4
                            when c.fingerprint = k.fingerprint then 1
                            else 3 end::smallint as why
                  from (select unnest(c_append) append, unnest(c_index) index, unnest(c_id) id, unnest(c_revision) revision, unnest(c_fingerprint) fingerprint) c
                 cross join lateral (select * from journal.commands k where k.id = c.id limit 1) k
                 where c.revision <= k.revision or k.stream <> a_stream[c.append]) c;
    end if;
    lost_append := coalesce(lost_append, '{}'); lost_why := coalesce(lost_why, '{}');
    lost_command := coalesce(lost_command, '{}'); lost_version := coalesce(lost_version, '{}');
    lost_position := coalesce(lost_position, '{}');
    foreach lost in array lost_append loop
        a_last[lost] := 0;
    end loop;

    -- A due time changes only with its stream's version, which is checked below.
    if cardinality(w_append) > 0 then
        select array_agg(w.append) into moved
          from unnest(w_append, w_due) w(append, due_at)
          left join journal.due d on d.stream = a_stream[w.append]
         where a_last[w.append] > 0 and d.due_at is distinct from w.due_at;
        if moved is not null then
            foreach lost in array moved loop
                a_last[lost] := 0;
            end loop;
            lost_append := lost_append || moved;
            lost_why := lost_why || array_fill(5::smallint, array[cardinality(moved)]);
            lost_command := lost_command || array_fill(0, array[cardinality(moved)]);
            lost_version := lost_version || array_fill(0, array[cardinality(moved)]);
            lost_position := lost_position || array_fill(0::bigint, array[cardinality(moved)]);
        end if;
    end if;

    if cardinality(lost_append) > 0 or cardinality(n_append) > 0 then
        select count(*) into wanted from unnest(a_stream, a_last) a(stream, last) where a.stream > 0 and a.last > 0;
    end if;

    -- The version check and the row write are one statement: fewer rows than wanted means that some lost.
    if wanted > 0 then
        update journal.streams s
           set version = a.version, board_row = a.board_row
          from (select unnest(a_stream) stream, unnest(a_expected) expected, unnest(a_version) version, unnest(a_last) last, unnest(a_row) board_row) a
         where a.last > 0 and s.number = a.stream and s.version = a.expected;
        get diagnostics written = row_count;
    end if;
    moved := null;
    if written < wanted then
        -- What this batch wrote bears its transaction's number. A wake that lost to another wake is told so.
        select array_agg(a.append::integer), array_agg(coalesce(s.version, 0)),
               array_agg(case when exists (
                   select from unnest(w_append, w_due) w(append, due_at) left join journal.due d on d.stream = a.stream
                    where w.append = a.append and d.due_at is distinct from w.due_at) then 5 else 0 end::smallint)
          into moved, versions, whys
          from unnest(a_stream, a_last) with ordinality a(stream, last, append)
          left join journal.streams s on s.number = a.stream
         where a.last > 0 and a.stream > 0 and (s.number is null or s.xmin <> pg_current_xact_id()::xid);
    end if;

    if cardinality(n_append) > 0 then
        select h.streams + 1 into first_stream from journal.head h for update;
        -- What another node has stored since was looked for above.
        for existing in
            select n.append, s.version from unnest(n_append, n_kind, n_id) n(append, kind, id)
              join journal.streams s on s.kind = n.kind and s.id = n.id
             where a_stream[n.append] = 0 and a_last[n.append] > 0
        loop
            moved := moved || existing.append;
            versions := versions || existing.version;
            whys := whys || 0::smallint;
        end loop;
    end if;
    if moved is not null then
        foreach lost in array moved loop
            a_last[lost] := 0;
        end loop;
        lost_append := lost_append || moved;
        lost_why := lost_why || whys;
        lost_command := lost_command || array_fill(0, array[cardinality(moved)]);
        lost_version := lost_version || versions;
        lost_position := lost_position || array_fill(0::bigint, array[cardinality(moved)]);
    end if;

    if cardinality(n_append) > 0 then
        for i in 1..cardinality(n_append) loop
            if a_last[n_append[i]] > 0 then
                a_stream[n_append[i]] := first_stream + i - 1;
            end if;
        end loop;
        insert into journal.streams (number, version, kind, id, board_row)
        select a_stream[n.append], a_version[n.append], n.kind, n.id, a_row[n.append]
          from unnest(n_append, n_kind, n_id) n(append, kind, id)
         where a_last[n.append] > 0;
    end if;

    if is_known then
        delete from journal.commands k
         where k.id = any(array(
            select c.id from unnest(c_append, c_id, c_version) c(append, id, version) where c.version > 0 and a_last[c.append] > 0));
    end if;
    if cardinality(c_append) > 0 then
        insert into journal.commands (id, revision, fingerprint, stream, version)
        select c.id, c.revision, c.fingerprint, a_stream[c.append], c.version
          from (select unnest(c_append) append, unnest(c_id) id, unnest(c_revision) revision, unnest(c_fingerprint) fingerprint, unnest(c_version) version) c
         where c.version > 0 and a_last[c.append] > 0;
    end if;

    select h.position, h.streams + 1, greatest(h.committed_at, given)
      into base, first_stream, recorded_at from journal.head h for update;
    first_position := base + 1;

    -- Positions stay dense: who comes after a loser moves up.
    if cardinality(lost_append) > 0 then
        total := 0;
        for i in 1..appends loop
            if a_last[i] > 0 then
                total := total + a_version[i] - a_expected[i];
                a_last[i] := total;
            end if;
        end loop;
        if total = 0 then
            return;
        end if;
    end if;

    insert into journal.events (position, stream, recorded_at, version, schema, type, data, origin)
    select base + a_last[e.append] - a_version[e.append] + e.version, a_stream[e.append], recorded_at,
           e.version, e.schema, e.type, e.data, e.origin
      from (select unnest(e_append) append, unnest(e_version) version, unnest(e_type) type, unnest(e_schema) schema, unnest(e_data) data, unnest(e_origin) origin) e
     where a_last[e.append] > 0;

    if cardinality(d_append) > 0 then
        insert into journal.due as u (stream, due_at)
        select a_stream[d.append], d.due_at from unnest(d_append, d_due) d(append, due_at)
         where d.due_at is not null and a_last[d.append] > 0
        on conflict (stream) do update set due_at = excluded.due_at, leased_until = '-infinity';
        delete from journal.due u using unnest(d_append, d_due) d(append, due_at)
         where d.due_at is null and a_last[d.append] > 0 and u.stream = a_stream[d.append];
    end if;

    if cardinality(s_append) > 0 then
        insert into journal.snapshots (stream, version, schema, state)
        select a_stream[s.append], s.version, s.schema, s.state
          from unnest(s_append, s_version, s_schema, s_state) s(append, version, schema, state)
         where a_last[s.append] > 0
        on conflict (stream) do update
           set version = excluded.version, schema = excluded.schema, state = excluded.state;
    end if;

    if cardinality(l_append) > 0 then
        delete from journal.links l using unnest(l_append) c(append)
         where a_last[c.append] > 0 and l.stream = a_stream[c.append];
        insert into journal.links (stream, target_kind, target_id)
        select a_stream[t.append], t.kind, t.id from unnest(t_append, t_kind, t_id) t(append, kind, id)
         where a_last[t.append] > 0
        on conflict do nothing;
    end if;

    update journal.head h
       set position = base + total, streams = h.streams + cardinality(n_append), committed_at = recorded_at;
    update journal.committers c
       set batch = batch_number, seen_at = now(), first_position = base + 1, first_stream = append.first_stream,
           recorded_at = append.recorded_at, lost_append = append.lost_append, lost_why = append.lost_why,
           lost_command = append.lost_command, lost_version = append.lost_version, lost_position = append.lost_position
     where c.id = committer;
    perform pg_notify('journal', (base + total)::text);
end
$$;

-- Tells of each check (an append without events) that does not hold why not, in the terms of append().
-- Sees one snapshot, takes no lock, writes nothing. c_: all commands of the checks; w_: due times they name.
create or replace function journal.check_appends(
    a_kind text[], a_id text[], a_expected integer[],
    c_append integer[], c_index integer[], c_id uuid[], c_revision bigint[], c_fingerprint uuid[],
    w_append integer[], w_due timestamptz[])
returns table (lost_append integer, lost_why smallint, lost_command integer, lost_version integer, lost_position bigint)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set enable_bitmapscan = off
set enable_material = off
set enable_memoize = off
set jit = off
as $$
#variable_conflict use_column
begin
    return query
    select c.append, (case when c.revision < k.revision then 2
                           when c.revision > k.revision then 4
                           when c.fingerprint = k.fingerprint then 1
                           else 3 end)::smallint, c.index, k.version,
           (select e.position from journal.events e where e.stream = k.stream and e.version = k.version)
      from (select unnest(c_append) append, unnest(c_index) index, unnest(c_id) id, unnest(c_revision) revision, unnest(c_fingerprint) fingerprint) c
     cross join lateral (select * from journal.commands k where k.id = c.id limit 1) k
      join journal.streams s on s.number = k.stream
     where c.revision <= k.revision or (s.kind, s.id) <> (a_kind[c.append], a_id[c.append])
    union all
    select w.append, 5::smallint, 0, 0, 0::bigint
      from unnest(w_append, w_due) w(append, due_at)
      left join journal.streams s on s.kind = a_kind[w.append] and s.id = a_id[w.append]
      left join journal.due d on d.stream = s.number
     where d.due_at is distinct from w.due_at
    union all
    select a.append::integer, 0::smallint, 0, coalesce(s.version, 0), 0::bigint
      from unnest(a_kind, a_id, a_expected) with ordinality a(kind, id, expected, append)
      left join journal.streams s on s.kind = a.kind and s.id = a.id
     where coalesce(s.version, 0) <> a.expected;
end
$$;
