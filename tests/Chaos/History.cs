using System.Collections.Concurrent;
using System.Globalization;

namespace Selvedge.Chaos;

/// <summary>One status event as a client means it.</summary>
/// <param name="Line">0, and the members after it empty, for a retraction.</param>
internal sealed record Statement(
    string PurchaseOrder, string Source, string EventId, DateTimeOffset UpdatedAt, bool Retracted,
    int Line = 0, string Milestone = "", string Classifier = "", DateOnly? Date = null)
{
    /// <summary>What tells one sending of a statement from the sending of another: the revision of an event.</summary>
    public (string Source, string EventId, DateTimeOffset UpdatedAt) Key => (Source, EventId, UpdatedAt);

    public override string ToString() => Retracted
        ? $"{PurchaseOrder} {EventId} at {At}: retracted"
        : $"{PurchaseOrder} {EventId} at {At}: line {Line} {Milestone} {Classifier} {Date:yyyy-MM-dd}";

    private string At => UpdatedAt.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}

/// <summary>What the answer to a statement may be.</summary>
internal enum Expected
{
    /// <summary>Accepted, or known already.</summary>
    Recorded,

    /// <summary>Known already: it was acknowledged before it was sent again.</summary>
    Known,

    Refused,

    /// <summary>Refused, or older than what stands by now.</summary>
    NotAccepted,
}

internal enum Told
{
    /// <summary>No answer, or 503: it may have been recorded or not.</summary>
    Unknown,
    Accepted,
    Duplicate,
    Refused,
}

/// <summary>One statement sent once. Times are of this machine's monotonic clock, in stopwatch ticks.</summary>
/// <param name="Version">As told; 0 for none. So is <paramref name="Position"/>.</param>
/// <param name="Problem">Code of the refusal, or what the connection broke with.</param>
internal sealed record Sending(
    Statement What, Expected Expected, string Node, long InvokedAt, long AnsweredAt, Told Told, int Version, long Position, string? Problem);

/// <summary>One purchase order read over HTTP.</summary>
internal sealed record Reading(string PurchaseOrder, string Node, long InvokedAt, long AnsweredAt, int Version);

/// <summary>All that the clients sent, read and were told. Thread-safe.</summary>
internal sealed class History
{
    public ConcurrentQueue<Sending> Sendings { get; } = [];

    public ConcurrentQueue<Reading> Readings { get; } = [];

    /// <summary>Answers that nobody may get: a status that should not be, an answer too late, a board that went back.</summary>
    public ConcurrentQueue<string> Misbehaviour { get; } = [];

    /// <summary>Numbers that a plan measured, by what they are.</summary>
    public ConcurrentDictionary<string, double> Measured { get; } = [];

    private int answers;

    /// <summary>Requests that were answered, by whatever status.</summary>
    public int Answers => answers;

    public void CountAnswer() => Interlocked.Increment(ref answers);

    /// <summary>Keeps the largest of what was measured under this name.</summary>
    public void Measure(string name, double value) => Measured.AddOrUpdate(name, value, (_, old) => Math.Max(old, value));
}
