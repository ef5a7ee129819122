using System.Globalization;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Samples;

/// <summary>Sends what a sample tells, for as long as the journal is away again. Every command keeps its id, so that what was sent before is a repeat. Thread-safe.</summary>
internal sealed partial class SampleSender(TimeProvider time, int seed, ILogger log)
{
    private static readonly TimeSpan BetweenWaits = TimeSpan.FromSeconds(5);

    private long saidWaiting;

    // The content is the plan's own: another day's sheet of the same key is a repeat, no contradiction.
    public CommandHeader Header(string kind, string key)
    {
        var id = CommandIds.Of("sample", seed.ToString(CultureInfo.InvariantCulture), kind, key);
        return new CommandHeader(id, 0, id, new Origin("sample", Channel: Channel.Simulator));
    }

    public CommandHeader Header(string kind, string key, string person) => Header(kind, key) with { Origin = new(person, Channel: Channel.Simulator) };

    /// <returns>Whether it stands: a refusal is told to the log.</returns>
    public async Task<bool> RecordAsync(string kind, string key, Func<Task<Verdict>> record, CancellationToken ct)
    {
        if (await AgainAsync(record, ct) is not { Status: VerdictStatus.Refused, Problem: { } problem })
            return true;
        LogRefused(log, kind, key, problem.Code, problem.Detail);
        return false;
    }

    /// <summary>Waits until what was sent so far is in the rows.</summary>
    public Task CatchUpAsync(Rows rows, CancellationToken ct) => AgainAsync(async () =>
    {
        await rows.CatchUpAsync(ct);
        return true;
    }, ct);

    public Task<T> AgainAsync<T>(Func<Task<T>> send, CancellationToken ct) =>
        Repeat.UntilAnsweredAsync(send, time, limit: null, SayWaiting, ct);

    // All that are under way wait for the same thing.
    private void SayWaiting(Exception away)
    {
        var now = time.GetTimestamp();
        var said = Interlocked.Read(ref saidWaiting);
        if ((said == 0 || time.GetElapsedTime(said, now) > BetweenWaits) && Interlocked.CompareExchange(ref saidWaiting, now, said) == said)
            LogWaiting(log, away.Message);
    }
}
