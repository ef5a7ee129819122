// Per event: nothing here; a row that changed is marked once, however often it changes before the next round.
// Per round: a look at every follower; per frame: its rows once, then one write of shared bytes to each connection.
// Benchmark: live (200 followers; the node's CPU at 100 and at 1,000 events/s is in its results).
// Trick: rows lie in the order of their change, so what anybody missed is the end of a list, and nobody has a queue.
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// The live push of one node. A round (1) takes in what changed, (2) opens the editions of topics that have something
/// new, (3) starts reading details that are followed, (4) gives each free connection what it lacks. Rounds follow
/// changes at once when it is quiet. All state is guarded by one lock; nothing waits while holding it.
/// </summary>
internal sealed class FramePump : BackgroundService
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenAlives = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenTidyings = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleTopicsStay = TimeSpan.FromMinutes(10);
    private const int MaxIdleTopics = 256;

    private readonly Rows rows;
    private readonly Func<TopicName, Task<IRow?>> readDetail;
    private readonly TimeProvider time;
    private readonly ILogger<FramePump> log;
    private readonly DateTimeOffset madeAt;
    private readonly long made;
    private readonly SemaphoreSlim wakes = new(0);
    private int isWoken;

    private readonly Lock gate = new();
    private readonly OpenOrders orders;
    private readonly ApprovalIndex approvals = new();
    private readonly Dictionary<TopicName, Dictionary<string, Topic>> topics = [];
    private readonly HashSet<LiveConnection> connections = [];
    private readonly List<OrderChange> changes = [];
    private readonly HashSet<TopicName> concerned = [];
    private readonly List<LiveConnection> leaving = [];
    private long position;
    private DateTimeOffset committedAt;
    private DateTimeOffset tidyAt;

    public FramePump(Rows rows, Func<TopicName, Task<IRow?>> readDetail, TimeProvider time, ILogger<FramePump> log)
    {
        (this.rows, this.readDetail, this.time, this.log) = (rows, readDetail, time, log);
        (madeAt, made) = (time.GetUtcNow(), time.GetTimestamp());
        orders = new OpenOrders(rows);
        rows.Advanced += Wake;
    }

    // Runs evenly whatever is done to the wall clock: a clock put back must not hold frames up.
    private DateTimeOffset Now => madeAt + time.GetElapsedTime(made);

    public void Connect(LiveConnection connection)
    {
        lock (gate)
        {
            connection.AliveDueAt = Now + BetweenAlives;
            connections.Add(connection);
        }
    }

    public void Disconnect(LiveConnection connection)
    {
        lock (gate)
            Leave_NeedsLock(connection);
    }

    /// <summary>Returns when the topic is followed; the frame that answers comes through the connection.</summary>
    /// <param name="after">The position held, or null.</param>
    /// <exception cref="TopicRefusedException"/>
    /// <exception cref="JournalUnavailableException"/>
    public async Task FollowAsync(LiveConnection connection, string text, long? after, CancellationToken ct)
    {
        var name = TopicName.Parse(text);
        await rows.CatchUpAsync(ct);
        lock (gate)
        {
            TakeChanges_NeedsLock(Now);
            if (IsOver(connection.Person) || !name.IsFor(connection.Person) || !name.MayBeSeen(connection.Person.Rights, rows))
                throw TopicRefusedException.Of(name);
            if (!connections.Contains(connection))
                return;
            if (!connection.Followers.TryGetValue(name, out var follower))
            {
                if (connection.Followers.Count >= LiveConnection.MaxTopics)
                    throw new TopicRefusedException($"A connection may follow {LiveConnection.MaxTopics} topics: leave one first.");
                var topic = Topic_NeedsLock(name, connection.Person.Rights);
                topic.Followers++;
                connection.Followers[name] = follower = new Follower(topic);
            }

            // A position beyond the journal's end is of another journal; one from before this person's rights
            // changed is of other rows.
            follower.Held = after is { } held && held <= position && !(rows.TryGetPerson(WhoseRights(connection.Person), out var sheet) && sheet.SeenAt > held)
                ? held : -1;
            follower.AskedAt = position;
        }

        Wake();
    }

    /// <summary>The snapshot that a follower would get now, as JSON.</summary>
    /// <exception cref="TopicRefusedException"/>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<ReadOnlyMemory<byte>> SnapshotAsync(CurrentPerson person, string text, CancellationToken ct)
    {
        var first = new TaskCompletionSource<WireMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reader = new LiveConnection(
            person,
            message =>
            {
                first.TrySetResult(message);
                return ValueTask.CompletedTask;
            },
            () => first.TrySetCanceled(CancellationToken.None), takesParts: false);
        Connect(reader);
        try
        {
            await FollowAsync(reader, text, null, ct);
            return (await first.Task.WaitAsync(ct)).Json;
        }
        finally
        {
            Disconnect(reader);
        }
    }

    public void Unfollow(LiveConnection connection, string text)
    {
        if (!TopicName.TryParse(text, out var name, out _))
            return;
        lock (gate)
            if (connection.Followers.Remove(name, out var follower))
                Leave_NeedsLock(follower);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rest = LongestRest;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wakes.WaitAsync(rest, stoppingToken);
                Volatile.Write(ref isWoken, 0);
                rest = Round();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "A round of the live push broke; the next one takes its work over");
                rest = LongestRest;
            }

            // Under load many changes come in one round instead of each in its own.
            await Task.Delay(BetweenRounds, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One round, and how long the next one may be put off if nothing happens.</summary>
    internal TimeSpan Round()
    {
        lock (gate)
        {
            var now = Now;
            TakeChanges_NeedsLock(now);                                                 // (1)
            BreakOff_NeedsLock();
            var next = now + LongestRest;
            foreach (var classes in topics.Values)
                foreach (var topic in classes.Values)
                {
                    if (topic.Followers > 0 && topic.OpenEdition(now, position) is { } opens && opens < next)   // (2)
                        next = opens;
                    if (topic is DetailTopic detail && detail.BeginRead(now))           // (3)
                        _ = ReadAsync(detail, position);
                }

            WireMessage? alive = null;
            foreach (var connection in connections)                                     // (4)
            {
                while (connection.InFlightSince is null && connection.Next(position, committedAt) is var (follower, frame))
                    Send_NeedsLock(connection, follower, frame, now);
                if (connection.InFlightSince is null && connection.AliveDueAt <= now && !connection.IsBehind())
                {
                    connection.AliveDueAt = now + BetweenAlives;
                    Write_NeedsLock(connection, alive ??= WireMessage.Alive(position, committedAt), now, null);
                }
                else if (connection.InFlightSince + LongestWrite < now)
                {
                    leaving.Add(connection);
                }
            }

            BreakOff_NeedsLock();
            if (now >= tidyAt)
                Tidy_NeedsLock(now);
            return next - now;
        }
    }

    private void Send_NeedsLock(LiveConnection connection, Follower follower, Frame frame, DateTimeOffset now)
    {
        // More than the newest edition: what was between had no taker.
        if (follower.AskedAt is null && !follower.Topic.KeepsPace(follower))
            LiveMetrics.Merged.Add(1);
        follower.Held = frame.To;
        follower.AskedAt = null;
        LiveMetrics.Frames.Add(1);
        var messages = connection.TakesParts ? frame.Parts : [frame.Encoded];
        if (messages is [{ IsCompletedSuccessfully: true } made])
            Write_NeedsLock(connection, made.Result, now, frame);
        else
        {
            connection.InFlightSince = now;
            _ = FinishAsync(connection, follower, messages, frame);
        }
    }

    private void Write_NeedsLock(LiveConnection connection, WireMessage message, DateTimeOffset now, Frame? frame)
    {
        var write = connection.WriteAsync(message);
        if (write.IsCompletedSuccessfully)
        {
            write.GetAwaiter().GetResult();
            Written(message, frame);
            return;
        }

        connection.InFlightSince = now;
        _ = FinishAsync(connection, write.AsTask(), message, frame);
    }

    private async Task FinishAsync(LiveConnection connection, Follower follower, IReadOnlyList<Task<WireMessage>> messages, Frame frame)
    {
        try
        {
            foreach (var making in messages.SkipLast(1))
            {
                await connection.WriteAsync(await making);
                lock (gate)
                {
                    // Who has left the topic waits for something else by now.
                    var isFollowed = connection.Followers.GetValueOrDefault(follower.Topic.Name) == follower;
                    connection.InFlightSince = isFollowed ? Now : null;
                    if (isFollowed)
                        continue;
                }

                Wake();
                return;
            }

            var last = await messages[^1];
            await FinishAsync(connection, connection.WriteAsync(last).AsTask(), last, frame);
        }
        catch (Exception e)
        {
            if (messages.Any(making => making.IsFaulted))
                log.LogError(e, "A frame could not be made; its connection is broken off");
            connection.Abort();
        }
    }

    private async Task FinishAsync(LiveConnection connection, Task write, WireMessage message, Frame? frame)
    {
        try
        {
            await write;
            Written(message, frame);
            lock (gate)
                connection.InFlightSince = null;
            Wake();
        }
        catch (Exception e) when (IsOfConnection(e))
        {
            // The client is gone; it is taken off the list when its connection reports that it closed.
        }
    }

    private static bool IsOfConnection(Exception failure) =>
        failure is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    private void Written(WireMessage message, Frame? frame)
    {
        if (frame is null)
            return;
        LiveMetrics.Bytes.Add(message.Json.Length);
        LiveMetrics.Staleness.Record((time.GetUtcNow() - frame.CommittedAt).TotalMilliseconds);
    }

    private async Task ReadAsync(DetailTopic topic, long from)
    {
        try
        {
            var row = await readDetail(topic.Name);
            lock (gate)
                topic.EndRead(row is null ? null : Seen_NeedsLock(topic.Rights, row), from, Now);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "{Topic} could not be read; trying again", topic.Name);
            lock (gate)
                topic.FailRead(Now);
        }

        Wake();
    }

    private void TakeChanges_NeedsLock(DateTimeOffset now) => rows.TakeChanges(taken =>
    {
        (position, committedAt) = (taken.Position, taken.CommittedAt);
        if (taken.Streams.Count == 0)
            return;
        changes.Clear();
        orders.Apply(taken.Streams, changes);
        foreach (var change in changes)
            Give_NeedsLock(change, now);
        foreach (var stream in taken.Streams)
            if (stream.Kind == Kinds.Style)
            {
                MarkStale_NeedsLock(TopicName.Style(stream.Id));
                LookAt_NeedsLock(approvals.OfStyle(stream.Id), now, changed: false);
            }
            else if (stream.Kind == Kinds.Approval && rows.TryGetApproval(stream.Id, out var approval))
            {
                approvals.Add(approval.Row.Subject);
                LookAt_NeedsLock([stream.Id], now, changed: true);
            }
            else if (stream.Kind == Kinds.Incident && rows.TryGetIncident(stream.Id, out var incident))
            {
                LookAtAlert_NeedsLock(incident, now);
            }
            else if (stream.Kind == Kinds.Vendor)
            {
                LookAt_NeedsLock(rows.Approvals.Where(a => a.Row.Vendor == stream.Id).Select(a => a.Row.Subject.Id), now, changed: false);
            }
            else if (stream.Kind == Kinds.Conversation && rows.TryGetConversation(stream.Id, out var conversation))
            {
                Hear_NeedsLock(conversation, now);
            }
            else if (stream.Kind == Kinds.Person && rows.TryGetPerson(stream.Id, out var person))
                LeaveWhoseRightsChanged_NeedsLock(person.Row);
            else if (stream.Kind == Kinds.WallLink)
                leaving.AddRange(connections.Where(connection => connection.Person.Id == stream.Id && IsOver(connection.Person)));
    });

    private void Give_NeedsLock(in OrderChange change, DateTimeOffset now)
    {
        MarkStale_NeedsLock(TopicName.PurchaseOrder(change.Number));
        concerned.Clear();
        concerned.Add(TopicName.Overview);
        Concern(change.Before);
        Concern(change.After);
        foreach (var name in concerned)
            GiveTo_NeedsLock(name, change, now);
        // Nearly all changes of an order leave what waits for its approvals as it was.
        var isAhead = change.Before?.IsAhead == true;
        if (isAhead || !WaitingIn(change.Before).SequenceEqual(WaitingIn(change.After)))
            LookAt_NeedsLock(approvals.Of(change), now, isAhead);

        static IEnumerable<(int, string?, string, int, bool)> WaitingIn(BoardOrder? order) =>
            order is null ? [] : order.Lines.Select(l => (l.Line, l.Style, l.Colour, l.Quantity, l.Health == Health.Done));
    }

    // Those that changed themselves are shown under their position even where they look the same: see Rows.
    private void LookAt_NeedsLock(IEnumerable<string> ids, DateTimeOffset now, bool changed)
    {
        if (!topics.Keys.Any(name => name.Kind == TopicKind.Approvals))
            return;
        foreach (var id in ids)
        {
            if (!rows.TryGetApproval(id, out var entry))
                continue;
            LookIn_NeedsLock(TopicName.Approvals(entry.Row.Brand, entry.Row.Category), entry, now, changed);
            LookIn_NeedsLock(TopicName.Approvals(TopicName.AllBrands, entry.Row.Category), entry, now, changed);
        }
    }

    private void LookAtAlert_NeedsLock(IncidentEntry incident, DateTimeOffset now)
    {
        foreach (var (name, classes) in topics)
            if (name.Kind == TopicKind.Alerts)
                foreach (var topic in classes.Values)
                    if (((AlertsTopic)topic).Look(incident, position, now))
                        topic.Changed(position);
    }

    private void LookIn_NeedsLock(TopicName name, ApprovalEntry entry, DateTimeOffset now, bool changed)
    {
        if (topics.TryGetValue(name, out var classes))
            foreach (var topic in classes.Values)
                if (((ApprovalsTopic)topic).Look(entry, position, now, changed))
                    topic.Changed(position);
    }

    private void Concern(BoardOrder? order)
    {
        if (order is null)
            return;
        concerned.Add(TopicName.Board(order.Brand, order.Category));
        concerned.Add(TopicName.Board(TopicName.AllBrands, order.Category));
        concerned.Add(TopicName.Vendor(order.Vendor));
    }

    private void GiveTo_NeedsLock(TopicName name, in OrderChange change, DateTimeOffset now)
    {
        if (topics.TryGetValue(name, out var classes))
            foreach (var topic in classes.Values)
                if (topic.Take(change, now))
                    topic.Changed(position);
    }

    // Only to those who may read what was said: others get no frame.
    private void Hear_NeedsLock(ConversationEntry conversation, DateTimeOffset now)
    {
        var subject = conversation.Row.Subject;
        if (subject.Kind == Kinds.Approval)
            LookAt_NeedsLock([subject.Id], now, changed: false);
        else if (topics.TryGetValue(
            subject.Kind == Kinds.PurchaseOrder ? TopicName.PurchaseOrder(subject.Id) : TopicName.Style(subject.Id), out var classes))
            foreach (var topic in classes.Values)
                if (((DetailTopic)topic).Hear())
                    topic.Changed(position);
    }

    private void MarkStale_NeedsLock(TopicName name)
    {
        if (topics.TryGetValue(name, out var classes))
            foreach (var topic in classes.Values)
                ((DetailTopic)topic).MarkStale();
    }

    // They come back with the rights they have now, and get what those let through as a snapshot.
    private void LeaveWhoseRightsChanged_NeedsLock(PersonSheet sheet)
    {
        foreach (var connection in connections)
            if (connection.Person.Id == sheet.Id && (sheet.HasLeft || connection.Person.KnownAs != sheet.KnownAs || !connection.Person.Rights.Equals(Rights.Of(sheet)))
                || connection.Person.Id != sheet.Id && WhoseRights(connection.Person) == sheet.Id && IsOver(connection.Person))
                leaving.Add(connection);
    }

    // Its word may come between a connection's finding its link, or its person, and its being one of ours.
    private bool IsOver(CurrentPerson person) =>
        rows.TryGetWallLink(person.Id, out var link) && !(link.Row.Shows(time.GetUtcNow()) && WallLinks.Of(link.Row, rows) is { } wall && wall.Rights.Equals(person.Rights))
        || rows.TryGetPerson(person.Id, out var sheet) && sheet.Row.HasLeft;

    // A wall sees what whoever made its link may share.
    private string WhoseRights(CurrentPerson person) => rows.TryGetWallLink(person.Id, out var link) ? link.Row.By : person.Id;

    private Topic Topic_NeedsLock(TopicName name, Rights rights)
    {
        if (!topics.TryGetValue(name, out var classes))
            topics[name] = classes = new Dictionary<string, Topic>(StringComparer.Ordinal);
        if (!classes.TryGetValue(rights.ClassKey, out var topic))
            classes[rights.ClassKey] = topic = Topic.Of(name, rights, position, rows, orders);
        return topic;
    }

    /// <summary>What somebody of these rights sees of it; null for nothing.</summary>
    private IRow? Seen_NeedsLock(Rights rights, IRow row) => row switch
    {
        PurchaseOrderDetail order => order.For(rights),
        StyleDetail style when new Sight(rows, rights).SeesStyle(style.Number) => style.For(rights),
        _ => null,
    };

    private void BreakOff_NeedsLock()
    {
        foreach (var connection in leaving)
        {
            if (connection.InFlightSince is not null)
                LiveMetrics.Aborted.Add(1);
            Leave_NeedsLock(connection);
            _ = Task.Run(connection.Abort);
        }

        leaving.Clear();
    }

    private void Leave_NeedsLock(LiveConnection connection)
    {
        if (!connections.Remove(connection))
            return;
        foreach (var follower in connection.Followers.Values)
            Leave_NeedsLock(follower);
        connection.Followers.Clear();
    }

    private void Leave_NeedsLock(Follower follower)
    {
        if (--follower.Topic.Followers == 0)
            follower.Topic.IdleSince = Now;
    }

    private void Tidy_NeedsLock(DateTimeOffset now)
    {
        tidyAt = now + BetweenTidyings;
        List<Topic> idle = [];
        foreach (var topic in topics.Values.SelectMany(classes => classes.Values))
        {
            topic.Tidy(now);
            if (topic.Followers == 0)
                idle.Add(topic);
        }

        idle.Sort((a, b) => b.IdleSince.CompareTo(a.IdleSince));
        for (var i = 0; i < idle.Count; i++)
            if (i >= MaxIdleTopics || idle[i].IdleSince + IdleTopicsStay < now)
            {
                var classes = topics[idle[i].Name];
                classes.Remove(idle[i].Rights.ClassKey);
                if (classes.Count == 0)
                    topics.Remove(idle[i].Name);
            }
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref isWoken, 1) == 0)
            wakes.Release();
    }
}
