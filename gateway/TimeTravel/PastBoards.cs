using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.TimeTravel;

/// <summary>All that boards are cut from, as it stood at one position; and queues, where it has the approvals too.</summary>
internal sealed record PastWorld(Rows Rows, OpenOrders Orders, bool HasApprovals);

/// <summary>Boards as of past moments. Thread-safe.</summary>
internal sealed class PastBoards : IDisposable
{
    // A page asks for its board, its overview and its list as of one moment, and a comparison for two of them.
    private const int WorldsHeld = 2;
    private static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(1);

    private readonly Past past;
    private readonly Rows present;
    private readonly PurchaseOrderReader orders;
    private readonly StyleReader styles;
    private readonly List<(long Position, PastWorld World)> held = [];
    private readonly TimeProvider time;
    private readonly SemaphoreSlim one = new(1);
    private readonly ITimer forgets;

    public PastBoards(Past past, Rows present, PurchaseOrderReader orders, StyleReader styles, TimeProvider time)
    {
        (this.past, this.present, this.orders, this.styles, this.time) = (past, present, orders, styles, time);
        forgets = time.CreateTimer(_ => Forget(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The rows of the moment that asOf asks for, else of now, and the day that was then (UTC). No rows where the parameters have faults, of which asOf may be one.</summary>
    /// <exception cref="Journal.JournalUnavailableException"/>
    public async Task<(Rows? Rows, DateOnly Today)> AskedAsync(Parameters parameters, CancellationToken ct, bool withApprovals = false)
    {
        var asked = parameters.Instant(Past.ParameterName);
        var until = await past.PositionAsync(parameters, Past.ParameterName, asked, ct);
        if (parameters.Fault is not null)
            return default;
        var rows = until is { } position ? (await AtAsync(position, ct, withApprovals)).Rows : present;
        await rows.CatchUpAsync(ct);
        return (rows, DateOnly.FromDateTime((asked ?? time.GetUtcNow()).UtcDateTime));
    }

    /// <summary>Made one at a time: each takes as much memory as the boards themselves.</summary>
    /// <exception cref="Journal.JournalUnavailableException"/>
    public async Task<PastWorld> AtAsync(long position, CancellationToken ct, bool withApprovals = false)
    {
        await one.WaitAsync(ct);
        try
        {
            var known = held.FindIndex(h => h.Position == position && (h.World.HasApprovals || !withApprovals));
            var world = known >= 0 ? held[known].World : await MakeAsync(position, withApprovals, ct);
            if (known >= 0)
                held.RemoveAt(known);
            else if (held.Count == WorldsHeld)
                held.RemoveAt(0);
            held.Add((position, world));
            return world;
        }
        finally
        {
            // Before the next may begin: it is not forgotten while one is being made, and always after.
            forgets.Change(HeldFor, Timeout.InfiniteTimeSpan);
            one.Release();
        }
    }

    /// <summary>The snapshot that a follower would have got then, by the rights of now.</summary>
    /// <exception cref="TopicRefusedException"/>
    /// <exception cref="Journal.JournalUnavailableException"/>
    public async Task<Frame> FrameAsync(TopicName name, Rights rights, long position, CancellationToken ct)
    {
        if (name.Kind is TopicKind.PurchaseOrder or TopicKind.Style)
        {
            IRow? row = name.Kind == TopicKind.Style
                ? await styles.FindAsync(name.Id, position, rights, ct)
                : (await orders.FindAsync(name.Id, position, rights, ct))?.DetailFor(rights);
            var detail = new DetailTopic(name, rights, position, null);
            detail.Show(row ?? throw TopicRefusedException.Of(name));
            return detail.Whole(position, await past.RecordedAtAsync(position, ct));
        }

        // What waited for somebody is over: their past is that of the orders.
        if (name.Kind == TopicKind.Alerts)
            throw TopicRefusedException.Of(name);
        var world = await AtAsync(position, ct, withApprovals: name.Kind == TopicKind.Approvals);
        if (!name.MayBeSeen(rights, world.Rows))
            throw TopicRefusedException.Of(name);
        return Topic.Of(name, rights, position, world.Rows, world.Orders).Whole(position, world.Rows.CommittedAt);
    }

    public void Dispose()
    {
        forgets.Dispose();
        one.Dispose();
    }

    private async Task<PastWorld> MakeAsync(long position, bool withApprovals, CancellationToken ct)
    {
        var rows = await past.RowsAsync(position, withApprovals, ct);
        var open = new OpenOrders(rows);
        rows.TakeChanges(taken => open.Apply(taken.Streams, []));
        return new PastWorld(rows, open, withApprovals);
    }

    private void Forget()
    {
        // Whoever makes one now sets the timer again when it is done.
        if (!one.Wait(0))
            return;
        held.Clear();
        one.Release();
    }
}
