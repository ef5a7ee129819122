using System.Globalization;

namespace Selvedge.Gateway.Samples;

/// <summary>How far the sample is. Thread-safe.</summary>
public sealed class SampleProgress
{
    private volatile Stretch? stretch;
    private volatile bool done;

    /// <summary>Nothing is left to send: the sample is complete, was not asked for, or may not be mixed with what is there.</summary>
    public bool IsDone => done;

    /// <summary>Such as <c>Season: 1,240 of 2,000 purchase orders</c>; null before it begins and when it is done.</summary>
    public string? Text => done ? null : stretch?.ToString();

    /// <returns>To be told of each of the things.</returns>
    internal Stretch Begin(string sample, string what, int total) => stretch = new Stretch(sample, what, total);

    internal void Finish() => done = true;

    /// <summary>One kind of thing on its way.</summary>
    internal sealed class Stretch(string sample, string what, int total)
    {
        private const int ToldInParts = 100;

        private int sent;

        /// <returns>True once for every tenth of the whole, of a few things only at their end: often enough to be told.</returns>
        public bool Advance()
        {
            var now = Interlocked.Increment(ref sent);
            return total < ToldInParts ? now == total : (long)now * 10 / total > (long)(now - 1) * 10 / total;
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{char.ToUpperInvariant(sample[0])}{sample[1..]}: {Volatile.Read(ref sent):N0} of {total:N0} {what}");
    }
}
