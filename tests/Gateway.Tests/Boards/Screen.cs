using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Selvedge.Gateway.Tests.Boards;

/// <summary>One topic as a browser holds it, by the rule of the wire. What must never happen fails the test.</summary>
internal sealed class Screen(string topic)
{
    private readonly Dictionary<string, long> highest = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Rows { get; } = new(StringComparer.Ordinal);

    public JsonObject? Totals { get; private set; }

    /// <summary>The position held; null before the first snapshot.</summary>
    public long? Held { get; private set; }

    public int Frames { get; private set; }

    public int Snapshots { get; private set; }

    public long LastFrom { get; private set; }

    public void Receive(JsonObject frame)
    {
        Assert.Equal(topic, (string?)frame["topic"]);
        var (kind, from, to) = ((string)frame["kind"]!, (long)frame["from"]!, (long)frame["to"]!);
        Assert.True(from <= to, $"{topic}: a frame from {from} to {to}");
        Frames++;
        if (kind == "snapshot")
            Snapshots++;
        if (Held is { } held && to <= held)
            return;
        Assert.True(kind == "snapshot" || from <= Held, $"{topic}: a gap, held {Held}, frame from {from} to {to}");
        LastFrom = from;

        if (kind == "snapshot")
            Rows.Clear();
        foreach (var row in frame["rows"]!.AsArray().Select(r => r!.AsObject()))
        {
            var (id, v) = ((string)row["id"]!, (long)row["v"]!);
            Assert.True(v <= to, $"{topic}: {id} is of {v}, the frame only to {to}");
            Assert.True(v >= highest.GetValueOrDefault(id), $"{topic}: {id} went back from {highest.GetValueOrDefault(id)} to {v}");
            highest[id] = v;
            if (!Rows.TryGetValue(id, out var shown) || v > (long)shown["v"]!)
                Rows[id] = row;
            else
                Assert.True(v < (long)shown["v"]! || JsonNode.DeepEquals(row, shown), $"{topic}: two rows {id} of {v}");
        }

        foreach (var id in frame["gone"]!.AsArray())
            Rows.Remove((string)id!);
        Totals = frame["totals"]!.AsObject();
        Held = to;
    }

    /// <summary>The rows without their numbers, for comparing.</summary>
    public SortedDictionary<string, string> Content() => Content(Rows.Values);

    public static SortedDictionary<string, string> Content(IEnumerable<JsonObject> rows)
    {
        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
            content.Add((string)row["id"]!, WithoutNumbers(row));
        return content;
    }

    /// <summary>A node that joined later knows only the newest position of a line, not that of its last difference.</summary>
    public static string WithoutNumbers(JsonNode node) => Regex.Replace(node.ToJsonString(), "\"v\":\\d+,", "");

    public static JsonObject Parse(ReadOnlyMemory<byte> json) => JsonNode.Parse(json.Span)!.AsObject();
}
