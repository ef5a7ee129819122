using System.Globalization;
using System.Threading.RateLimiting;

namespace Selvedge.Gateway.Partners;

/// <summary>How much one partner may ask of one node in a minute. Settings <c>Selvedge:Partners</c>.</summary>
public sealed record PartnerOptions
{
    public int ReadsPerMinute { get; init; } = 600;

    /// <summary>Requests that write, however many events each brings.</summary>
    public int WritesPerMinute { get; init; } = 120;

    public int WritesAtOnce { get; init; } = 4;
}

/// <summary>Reads and writes of each partner are counted apart, so that neither a busy night's upload nor another partner shuts anybody out. Thread-safe.</summary>
internal sealed class PartnerLimits(PartnerOptions options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> reads = InWindow(options.ReadsPerMinute);
    private readonly PartitionedRateLimiter<string> writes = InWindow(options.WritesPerMinute);
    private readonly PartitionedRateLimiter<string> atOnce = PartitionedRateLimiter.Create<string, string>(partner =>
        RateLimitPartition.GetConcurrencyLimiter(partner, _ => new ConcurrencyLimiterOptions { PermitLimit = options.WritesAtOnce, QueueLimit = 0 }));

    /// <summary>Counts a request and tells the partner what is left. Null when it is too many: Retry-After then says when to come again; else to be disposed when it is answered.</summary>
    public IDisposable? Enter(string partner, bool isWrite, IHeaderDictionary headers)
    {
        var (name, limiter, quota) = isWrite ? ("writes", writes, options.WritesPerMinute) : ("reads", reads, options.ReadsPerMinute);
        using var counted = limiter.AttemptAcquire(partner);
        var left = limiter.GetStatistics(partner)?.CurrentAvailablePermits ?? 0;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={quota};w={Window.TotalSeconds}");
        if (!counted.IsAcquired)
        {
            var wait = counted.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : (int)Window.TotalSeconds;
            headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r=0;t={wait}");
            headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            return null;
        }

        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left}");
        if (!isWrite)
            return Nothing.Instance;
        var working = atOnce.AttemptAcquire(partner);
        if (working.IsAcquired)
            return working;
        working.Dispose();
        headers.RetryAfter = "1";
        return null;
    }

    public void Dispose()
    {
        reads.Dispose();
        writes.Dispose();
        atOnce.Dispose();
    }

    private static PartitionedRateLimiter<string> InWindow(int quota) => PartitionedRateLimiter.Create<string, string>(partner =>
        RateLimitPartition.GetFixedWindowLimiter(partner, _ => new FixedWindowRateLimiterOptions { PermitLimit = quota, Window = Window, QueueLimit = 0 }));

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose() { }
    }
}
