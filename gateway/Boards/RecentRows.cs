using Selvedge.Gateway.Boards.Wire;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// A topic's rows in the order in which they last changed, with those that left remembered for a while. What a follower
/// missed is the end of that list, whether it missed one frame or five minutes: nothing is kept per follower.
/// Not thread-safe.
/// </summary>
/// <param name="remembersFrom">Position before which nothing is known of rows that left.</param>
internal sealed class RecentRows(long remembersFrom)
{
    private static readonly TimeSpan RemembersFor = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, LinkedListNode<Item>> byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Item> oldestFirst = [];
    private readonly Queue<(DateTimeOffset At, LinkedListNode<Item> Node)> left = [];

    /// <summary>Who holds an earlier position than this needs a snapshot.</summary>
    public long RemembersFrom { get; private set; } = remembersFrom;

    public int Count { get; private set; }

    /// <summary>Constant time when rows come in the order of their numbers, or nearly so.</summary>
    public void Put(IRow row)
    {
        if (byId.TryGetValue(row.Id, out var held))
        {
            if (held.Value.Row is not null)
                Count--;
            Take(held);
        }

        Place(new Item(row.Id, row.V, row));
        Count++;
    }

    /// <param name="v">The position at which it left.</param>
    public void Remove(string id, long v, DateTimeOffset now)
    {
        if (!byId.TryGetValue(id, out var held) || held.Value.Row is null)
            return;
        Take(held);
        Count--;
        left.Enqueue((now, Place(new Item(id, v, null))));
    }

    /// <summary>All rows, the latest changed first.</summary>
    public List<IRow> All()
    {
        var rows = new List<IRow>(Count);
        for (var node = oldestFirst.Last; node is not null; node = node.Previous)
            if (node.Value.Row is { } row)
                rows.Add(row);
        return rows;
    }

    /// <summary>What changed after a position and what left after it. Costs what it returns.</summary>
    public (List<IRow> Rows, List<string> Gone) Since(long after)
    {
        List<IRow> rows = [];
        List<string> gone = [];
        for (var node = oldestFirst.Last; node is not null && node.Value.V > after; node = node.Previous)
            if (node.Value.Row is { } row)
                rows.Add(row);
            else
                gone.Add(node.Value.Id);
        return (rows, gone);
    }

    public void Forget(DateTimeOffset now)
    {
        while (left.TryPeek(out var oldest) && oldest.At + RemembersFor < now)
        {
            left.Dequeue();
            // A row that came back has taken its old place off the list.
            if (oldest.Node.List is null)
                continue;
            RemembersFrom = Math.Max(RemembersFrom, oldest.Node.Value.V);
            Take(oldest.Node);
        }
    }

    private void Take(LinkedListNode<Item> node)
    {
        byId.Remove(node.Value.Id);
        oldestFirst.Remove(node);
    }

    private LinkedListNode<Item> Place(Item item)
    {
        var before = oldestFirst.Last;
        while (before is not null && before.Value.V > item.V)
            before = before.Previous;
        var node = before is null ? oldestFirst.AddFirst(item) : oldestFirst.AddAfter(before, item);
        byId.Add(item.Id, node);
        return node;
    }

    /// <param name="Row">Null for one that left.</param>
    private sealed record Item(string Id, long V, IRow? Row);
}
