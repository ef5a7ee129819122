using System.Text.Json;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Checking;

/// <summary>Compares a board with what the tables say that it shows: the lines of the open orders.</summary>
internal static class BoardCheck
{
    private static readonly string[] OfTheLine =
    [
        "style", "colour", "quantity", "stage", "health", "slipDays", "floatDays", "baseline", "committed", "forecast", "actual", "cancel", "cause", "heardAt",
    ];

    private static readonly string[] OfTheOrder = ["brand", "category", "vendor", "season"];

    /// <returns>How many rows were compared.</returns>
    public static int Check(Board board, Tables tables, List<Violation> found)
    {
        var orders = tables.Streams.Where(s => s.Kind == "purchase-order").ToDictionary(s => s.Id, s => (Stored: s, Row: JsonDocument.Parse(s.Row).RootElement));
        var open = orders.Values.Where(o => o.Row.GetProperty("open").GetBoolean()).ToArray();
        if (board.Topic == "overview")
        {
            Same("lines", open.Sum(o => o.Row.GetProperty("lines").GetArrayLength()));
            Same("purchaseOrders", open.Length);
            Same("quantity", open.Sum(o => o.Row.GetProperty("lines").EnumerateArray().Sum(l => l.GetProperty("quantity").GetInt32())));
            return 1;
        }

        if (board.Topic.StartsWith("po:", StringComparison.Ordinal))
        {
            var (number, row) = board.Rows.SingleOrDefault();
            if (number is null || row.GetProperty("version").GetInt32() != orders[number].Stored.Version)
                found.Add(new Violation($"{board.Follower}: {board.Topic} is at version {(number is null ? "none" : row.GetProperty("version"))}; stored is {orders[board.Topic[3..]].Stored.Version}", board.Topic[3..]));
            return 1;
        }

        var should = open
            .SelectMany(o => o.Row.GetProperty("lines").EnumerateArray(), (o, line) => (o.Stored, o.Row, Line: line))
            .ToDictionary(l => $"{l.Stored.Id}/{l.Line.GetProperty("number")}");
        foreach (var id in should.Keys.Except(board.Rows.Keys))
            found.Add(new Violation($"{board.Follower}: {board.Topic} lacks {id}", should[id].Stored.Id));
        foreach (var (id, row) in board.Rows)
            if (!should.TryGetValue(id, out var stored))
                found.Add(new Violation($"{board.Follower}: {board.Topic} shows {id}, which is not open", id.Split('/')[0]));
            else if (OfTheLine.FirstOrDefault(f => Text(row, f) != Text(stored.Line, f)) is { } ofLine)
                found.Add(new Violation($"{board.Follower}: {board.Topic} at {board.Position} shows {id} with {ofLine} {Text(row, ofLine)}; stored is {Text(stored.Line, ofLine)}", stored.Stored.Id));
            else if (OfTheOrder.FirstOrDefault(f => Text(row, f) != Text(stored.Row, f)) is { } ofOrder)
                found.Add(new Violation($"{board.Follower}: {board.Topic} shows {id} with {ofOrder} {Text(row, ofOrder)}", stored.Stored.Id));
            else if (row.GetProperty("v").GetInt64() > tables.Head)
                found.Add(new Violation($"{board.Follower}: {board.Topic} shows {id} of position {row.GetProperty("v")}, beyond {tables.Head}", stored.Stored.Id));
        return should.Count;

        void Same(string total, int counted)
        {
            if (board.Totals.ValueKind != JsonValueKind.Object || board.Totals.GetProperty(total).GetInt64() != counted)
                found.Add(new Violation($"{board.Follower}: the overview counts {total} otherwise than {counted}"));
        }
    }

    // A time may be written with another precision or offset; everything else is the same text.
    private static string? Text(JsonElement row, string member) =>
        !row.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : member == "heardAt" ? value.GetDateTimeOffset().ToUniversalTime().ToString("O")
        : value.ToString();
}
