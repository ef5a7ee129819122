using System.Collections.Immutable;
using Selvedge.Engine;

namespace Orleans.Runtime;

/// <summary>
/// Values that travel with calls: what the caller has set, the called grain and the grains that it calls can
/// read. Values are copied like arguments. What a grain sets never comes back to its caller.
/// </summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>Null when there is no such value.</summary>
    public static object? Get(string key) => Values.Value?.GetValueOrDefault(key);

    public static void Set(string key, object value) =>
        Values.Value = (Values.Value ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);

    /// <returns>Whether there was such a value.</returns>
    public static bool Remove(string key)
    {
        var values = Values.Value;
        if (values is null || !values.ContainsKey(key))
            return false;
        Values.Value = values.Remove(key);
        return true;
    }

    public static void Clear() => Values.Value = null;

    /// <summary>What a call takes along: a copy, or null when there is nothing.</summary>
    internal static ImmutableDictionary<string, object>? Export() => Values.Value is { IsEmpty: false } values
        ? values.ToImmutableDictionary(each => each.Key, each => Copier<object>.Copy(each.Value))
        : null;

    internal static void Import(ImmutableDictionary<string, object> values) => Values.Value = values;
}
