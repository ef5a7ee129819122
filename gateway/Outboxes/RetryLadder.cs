namespace Selvedge.Gateway.Outboxes;

/// <summary>When a message that was not taken is sent again: ten attempts over some three days.</summary>
internal static class RetryLadder
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    public static int Attempts => Pauses.Length + 1;

    /// <summary>The pause after an attempt that failed; null after the last.</summary>
    /// <param name="attempt">Its number, from 1.</param>
    /// <param name="jitter">0 to 1: lengthens it by up to a tenth, so that not all come back at once.</param>
    /// <param name="asked">How long the receiver asked to be left alone; up to a day it is heeded.</param>
    public static TimeSpan? PauseAfter(int attempt, double jitter, TimeSpan? asked)
    {
        if (attempt > Pauses.Length)
            return null;
        var pause = Pauses[attempt - 1] * (1 + jitter / 10);
        return asked > pause ? asked < LongestAsked ? asked : LongestAsked : pause;
    }
}
