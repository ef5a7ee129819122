using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// One topic for one rights class: its rows, its totals, and the frames made of them. At most ten times a second, when
/// something changed, it opens an edition; who holds less than the edition is behind. All who kept pace get the same
/// frame, from the previous edition to this one; who did not gets one of its own, from the position it holds. For the pump alone.
/// </summary>
internal abstract class Topic(TopicName name, Rights rights, long builtAt)
{
    public static readonly TimeSpan BetweenEditions = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<long, Frame> deltas = [];
    private Frame? snapshot;
    private long changedAt = builtAt;
    private long previousEdition = builtAt;
    private long edition = builtAt;
    private DateTimeOffset nextEditionAt;

    /// <summary>A topic as one rights class sees it.</summary>
    public static Topic Of(TopicName name, Rights rights, long builtAt, Rows rows, OpenOrders orders) => name.Kind switch
    {
        TopicKind.Overview => new OverviewTopic(rights, builtAt, orders.All),
        TopicKind.Board or TopicKind.Vendor => new BoardTopic(name, rights, builtAt, orders.All),
        TopicKind.Approvals => new ApprovalsTopic(name, rights, builtAt, rows, orders),
        TopicKind.Alerts => new AlertsTopic(name, rights, builtAt, rows),
        _ => new DetailTopic(name, rights, builtAt, rows),
    };

    public TopicName Name => name;

    public Rights Rights => rights;

    /// <summary>Connections that follow it.</summary>
    public int Followers { get; set; }

    /// <summary>Since when nobody follows it.</summary>
    public DateTimeOffset IdleSince { get; set; }

    protected RecentRows Recent { get; } = new(builtAt);

    protected IReadOnlyList<string>? Hidden => rights.HiddenFields.IsEmpty ? null : rights.HiddenFields;

    /// <summary>The position up to which the rows are complete.</summary>
    public virtual long Through(long position) => position;

    /// <summary>Takes an order's change in; false when it does not concern this topic.</summary>
    public virtual bool Take(in OrderChange change, DateTimeOffset now) => false;

    public void Changed(long position) => changedAt = position;

    /// <summary>Opens an edition if there is something new. When the next may open; null for no reason to.</summary>
    public DateTimeOffset? OpenEdition(DateTimeOffset now, long position)
    {
        if (changedAt <= edition)
            return null;
        if (now < nextEditionAt)
            return nextEditionAt;
        (previousEdition, edition) = (edition, Through(position));
        nextEditionAt = now + BetweenEditions;
        deltas.Clear();
        return null;
    }

    public bool IsBehind(Follower follower) => follower.AskedAt is not null || follower.Held < edition;

    /// <summary>Whether it lacks nothing from before the newest edition.</summary>
    public bool KeepsPace(Follower follower) => follower.Held >= previousEdition;

    /// <summary>What the follower is to get now; null when nothing, or not yet.</summary>
    public Frame? NextFor(Follower follower, long position, DateTimeOffset committedAt)
    {
        if (!IsBehind(follower))
            return null;
        var through = Through(position);
        var atLeast = follower.AskedAt ?? edition;
        if (through < atLeast)
            return null;
        if (follower.Held < Recent.RemembersFrom)
            return Snapshot(through, Math.Max(atLeast, changedAt), committedAt);
        return Delta(follower.AskedAt is null && KeepsPace(follower) ? previousEdition : follower.Held, through, atLeast, committedAt);
    }

    /// <summary>Lets go of what only memory is spent on.</summary>
    public void Tidy(DateTimeOffset now)
    {
        Recent.Forget(now);
        deltas.Clear();
        snapshot = null;
    }

    /// <summary>All rows as of a position, to which they are complete.</summary>
    public Frame Whole(long position, DateTimeOffset committedAt) =>
        new(name, rights, isSnapshot: true, 0, position, committedAt, Recent.All(), [], MakeTotals());

    protected abstract object MakeTotals();

    private Frame Snapshot(long through, long atLeast, DateTimeOffset committedAt) =>
        snapshot is { } made && made.To >= atLeast
            ? made
            : snapshot = Whole(through, committedAt);

    private Frame Delta(long from, long through, long atLeast, DateTimeOffset committedAt)
    {
        if (deltas.TryGetValue(from, out var made) && made.To >= atLeast)
            return made;
        var (rows, gone) = Recent.Since(from);
        // A delta of most rows is a snapshot that is harder to share.
        return rows.Count > 100 && rows.Count > Recent.Count / 2
            ? Snapshot(through, Math.Max(atLeast, changedAt), committedAt)
            : deltas[from] = new Frame(name, rights, isSnapshot: false, from, through, committedAt, rows, gone, MakeTotals());
    }
}
