using System.Diagnostics;
using System.Net;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Plans;

/// <summary>One client as its answers show it: between two of its answers with 200 lies a gap.</summary>
/// <param name="node">The one that it asks; null for one that asks any.</param>
internal sealed class Caller(NodeProcess? node = null)
{
    private readonly Lock gate = new();
    private long? since;
    private double longest;

    public NodeProcess? Node => node;

    public void Answered(long invoked, TimeSpan took, HttpStatusCode status)
    {
        if (status != HttpStatusCode.OK)
            return;
        lock (gate)
        {
            var now = Stopwatch.GetTimestamp();
            if (since is { } before)
                longest = Math.Max(longest, Stopwatch.GetElapsedTime(before, now).TotalSeconds);
            since = now;
        }
    }

    /// <summary>Its node was gone: for how long says nothing of the others.</summary>
    public void Forget()
    {
        lock (gate)
            (since, longest) = (null, 0);
    }

    /// <summary>The longest gap since it was last asked, one that lasts included.</summary>
    public double TakeGap()
    {
        lock (gate)
        {
            var gap = since is { } before ? Math.Max(longest, Stopwatch.GetElapsedTime(before).TotalSeconds) : longest;
            longest = 0;
            return gap;
        }
    }
}
