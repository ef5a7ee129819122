using System.Collections.Concurrent;

namespace Selvedge.Chaos.Driving;

/// <summary>
/// Invents what one client says: new statements, revisions, late ones, retractions, repeats, contradictions and
/// nonsense, by a seed. Slots and event ids are few and shared by all clients, so that they contend.
/// </summary>
internal sealed class StatementMaker(OrderBook orders, StatementMaker.Clock clock, int seed)
{
    public const string Source = "CHAOS";

    // No more claims on one slot than an actor keeps in memory: beyond that older ones are re-read, which is not tested here.
    private const int IdsPerSlot = 8;
    private const int Remembered = 400;

    private static readonly string[] Milestones = ["A16", "A21", "A26", "A27", "A30", "A34"];
    private static readonly string[] Classifiers = ["EST", "EST", "ACT", "ACT", "PLN"];

    private readonly Random random = new(seed);
    private readonly List<(Statement What, bool Acknowledged)> said = [];
    private readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>Tells what became of a statement, so that it may be repeated or contradicted.</summary>
    public void Remember(Statement what, bool acknowledged)
    {
        if (said.Count < Remembered)
            said.Add((what, acknowledged));
        else
            said[random.Next(Remembered)] = (what, acknowledged);
    }

    /// <summary>A pause of one to twice as long as given, so that clients do not march in step.</summary>
    public TimeSpan Pause(TimeSpan atLeast) => atLeast * (1 + random.NextDouble());

    public int Next(int below) => random.Next(below);

    /// <summary>One to so many statements; now and then the first stands there twice.</summary>
    public List<(Statement What, Expected Expected)> NextBatch(int most)
    {
        List<(Statement What, Expected Expected)> batch = [.. Enumerable.Range(0, 1 + random.Next(most)).Select(_ => Next())];
        if (random.Next(15) == 0)
            batch.Add(batch[0]);
        return batch;
    }

    private (Statement What, Expected Expected) Next() => random.Next(100) switch
    {
        < 12 when said.Count > 0 => Repeat(),
        < 17 when said.Count > 0 => Contradiction(),
        < 26 => Nonsense(),
        < 36 => (Retraction(), Expected.Recorded),
        < 46 => (New(late: true), Expected.Recorded),
        _ => (New(late: false), Expected.Recorded),
    };

    /// <summary>A statement about an order that is known to exist.</summary>
    public Statement About(string order) => On(order, late: false);

    private Statement New(bool late) => On(AnyOrder(), late);

    private Statement On(string order, bool late)
    {
        var line = 1 + random.Next(OrderBook.Lines);
        // A line that has left the factory stands still for the boards: rarely.
        var milestone = Milestones[random.Next(20) == 0 ? Milestones.Length - 1 : random.Next(Milestones.Length - 1)];
        var classifier = Classifiers[random.Next(Classifiers.Length)];
        var id = $"{order}/{line}/{milestone}/{classifier}/{random.Next(IdsPerSlot)}";
        var day = classifier == "ACT" ? today.AddDays(-random.Next(20)) : today.AddDays(random.Next(-10, 60));
        return new Statement(order, Source, id, clock.Next(late ? random.Next(60) : 0), false, line, milestone, classifier, day);
    }

    private Statement Retraction()
    {
        var taken = New(late: false);
        return new Statement(taken.PurchaseOrder, Source, taken.EventId, taken.UpdatedAt, true);
    }

    private (Statement, Expected) Repeat()
    {
        var (what, acknowledged) = said[random.Next(said.Count)];
        return (what, acknowledged ? Expected.Known : Expected.Recorded);
    }

    private (Statement, Expected) Contradiction()
    {
        var (what, acknowledged) = said[random.Next(said.Count)];
        return what.Retracted || !acknowledged ? Repeat() : (what with { Date = what.Date!.Value.AddDays(-1) }, Expected.NotAccepted);
    }

    private (Statement, Expected) Nonsense()
    {
        var right = New(late: false);
        right = right with { EventId = $"{right.EventId}/nonsense/{right.UpdatedAt.Ticks}" };
        return (random.Next(4) switch
        {
            0 => right with { Milestone = "A99" },
            1 => right with { Milestone = "A06" },
            2 => right with { Line = 77 },
            _ => right with { Classifier = "ACT", Date = today.AddDays(40) },
        }, Expected.Refused);
    }

    private string AnyOrder() => orders[random.Next(orders.Count)];

    /// <summary>Gives instants of whole microseconds, none twice, so that two statements are never the same by accident. Thread-safe.</summary>
    internal sealed class Clock
    {
        private readonly ConcurrentDictionary<long, bool> given = [];

        public DateTimeOffset Next(int secondsLate)
        {
            var micros = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond - secondsLate * 1_000_000L;
            while (!given.TryAdd(micros, true))
                micros++;
            return DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
        }
    }
}
