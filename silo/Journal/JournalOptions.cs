namespace Selvedge.Journal;

public sealed record JournalOptions
{
    /// <summary>How many events go to the server in one call; a larger single append goes alone.</summary>
    public int MaxBatchEvents { get; init; } = 1_000;

    /// <summary>How many payload bytes go to the server in one call; a larger single append goes alone.</summary>
    public int MaxBatchBytes { get; init; } = 4 << 20;

    /// <summary>Appends waiting for the committer; beyond that callers wait for room.</summary>
    public int MaxQueuedAppends { get; init; } = 10_000;

    /// <summary>
    /// How long a caller waits for an append, a check or a read before it is told that the database is away: whether
    /// that fails or says nothing at all. A read is waited for longer while the database answers others. Who finds others before it at one actor waits some tenths of it longer: by
    /// default all are told within a second.
    /// </summary>
    public TimeSpan UnknownOutcomeLimit { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>
    /// How long one append may take before its connection is given up; how long followers, for whom nobody waits,
    /// wait for a read; and how long anybody waits for one while the database answers others.
    /// </summary>
    public TimeSpan CallLimit { get; init; } = TimeSpan.FromSeconds(5);

    internal TimeSpan LongestRead => CallLimit > UnknownOutcomeLimit ? CallLimit : UnknownOutcomeLimit;

    /// <summary>How often the feed asks for news by itself, in case a notification was lost.</summary>
    public TimeSpan FeedPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events kept in memory for followers; who lies further behind reads from the database.</summary>
    public int FeedWindowEvents { get; init; } = 10_000;

    /// <summary>Payload bytes kept in memory for followers.</summary>
    public int FeedWindowBytes { get; init; } = 16 << 20;

    /// <summary>Events read from the database in one query by the feed and its followers.</summary>
    public int FeedPageEvents { get; init; } = 1_000;

    /// <summary>How long a stretch of copied rows may last; what is newer is folded from the events where a moment asks for it.</summary>
    public TimeSpan CopyRowsEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How far back boards are answered from kept copies; earlier moments are folded from the events, slowly.</summary>
    public TimeSpan KeepRowCopies { get; init; } = TimeSpan.FromDays(730);
}
