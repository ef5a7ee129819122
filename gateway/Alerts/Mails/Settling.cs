using Selvedge.Journal;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>What becomes of a notice.</summary>
internal static class Settling
{
    private const int LongestProblem = 500;

    /// <param name="problem">Why it was not told; empty where it was.</param>
    /// <param name="attempts">With this one.</param>
    /// <param name="pause">Before the next attempt; null for no other.</param>
    public static Notice After(this Notice notice, bool isTold, string problem, int attempts, TimeSpan? pause, DateTimeOffset now) => notice with
    {
        State = isTold ? NoticeState.Sent : pause is null ? NoticeState.GivenUp : NoticeState.Waiting, Attempts = attempts, LastAt = now,
        LastProblem = problem.Length > LongestProblem ? problem[..LongestProblem] : problem, NextAt = now + (pause ?? TimeSpan.Zero),
    };

    /// <summary>There is nothing left to tell.</summary>
    public static Notice Withheld(this Notice notice, DateTimeOffset now) => notice with { State = NoticeState.Withheld, LastAt = now };
}
