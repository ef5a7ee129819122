namespace Selvedge.Journal;

/// <summary>Names one actor's stream: its kind ("purchase-order") and its key within the kind ("PO-1001").</summary>
public readonly record struct StreamKey(string Kind, string Id)
{
    /// <summary>The stored form, <c>kind/id</c>; the id may contain slashes, the kind may not.</summary>
    public override string ToString() => $"{Kind}/{Id}";

    /// <exception cref="FormatException"><paramref name="text"/> holds no slash.</exception>
    public static StreamKey Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? new StreamKey(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"'{text}' is not a stream key: expected kind/id.");
    }
}
