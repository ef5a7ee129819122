using System.Diagnostics;

namespace Selvedge.Journal;

/// <summary>One caller's append on its way through the committer, and what it will be answered.</summary>
internal sealed class PendingAppend(Append append)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private readonly long _since = Stopwatch.GetTimestamp();

    public Append Append { get; } = append;

    public int Bytes { get; } = SizeOf(append);

    public TimeSpan Age => Stopwatch.GetElapsedTime(_since);

    private static int SizeOf(Append append)
    {
        var bytes = append.Row.Length + (append.Snapshot?.State.Length ?? 0);
        foreach (var e in append.Events)
            bytes += e.Data.Length + e.Origin.Length;
        return bytes;
    }
}
