namespace Selvedge.Gateway.Samples;

/// <summary>A seed for each thing, so that one can be made without all that stand before it; the same on every machine.</summary>
internal static class Seeds
{
    public static int Of(int seed, string kind, int index)
    {
        var hash = 2166136261u ^ (uint)seed;
        foreach (var letter in kind)
            hash = (hash ^ letter) * 16777619u;
        hash = (hash ^ (uint)index) * 2654435769u;
        hash ^= hash >> 15;
        hash *= 2246822519u;
        return (int)(hash ^ (hash >> 13));
    }

    public static T Of<T>(this Random dice, ReadOnlySpan<T> some) => some[dice.Next(some.Length)];

    public static bool Happens(this Random dice, double share) => dice.NextDouble() < share;

    /// <summary>Index into the weights, drawn by them.</summary>
    public static int Draw(this Random dice, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        var left = dice.NextDouble() * sum;
        for (var i = 0; i < weights.Length; i++)
            if ((left -= weights[i]) < 0)
                return i;
        return weights.Length - 1;
    }
}
