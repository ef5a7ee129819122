using System.Text.Json;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Checking;

/// <summary>Compares a board with what the tables say that it shows: the lines of the open orders.</summary>
internal static class BoardCheck
{
    // [number, brand, category, vendor, season, health, open, lines]
    private const int Open = 6;
    private const int Lines = 7;

    // [number, style, description, colour, quantity, ...]
    private const int Quantity = 4;

    private static readonly (string Name, int At, Func<JsonElement, string?> Text)[] OfTheLine =
    [
        ("style", 1, Stored.Text), ("colour", 3, Stored.Text), ("quantity", Quantity, Stored.Text), ("stage", 5, Stored.Text), ("health", 6, Stored.Text),
        ("slipDays", 7, Stored.Text), ("floatDays", 8, Stored.Text), ("baseline", 9, Stored.Day), ("committed", 10, Stored.Day), ("forecast", 11, Stored.Day),
        ("actual", 12, Stored.Day), ("cancel", 13, Stored.Day), ("cause", 15, Stored.Text), ("heardAt", 16, line => Stored.Instant(line)?.ToString("O")),
    ];

    private static readonly (string Name, int At)[] OfTheOrder = [("brand", 1), ("category", 2), ("vendor", 3), ("season", 4)];

    /// <returns>How many rows were compared.</returns>
    public static int Check(Board board, Tables tables, List<Violation> found)
    {
        var orders = tables.Streams.Where(s => s.Kind == "purchase-order").ToDictionary(s => s.Id, s => (Stored: s, Row: Stored.Parse(s.Row)));
        var open = orders.Values.Where(o => o.Row[Open].GetBoolean()).ToArray();
        if (board.Topic == "overview")
        {
            Same("lines", open.Sum(o => o.Row[Lines].GetArrayLength()));
            Same("purchaseOrders", open.Length);
            Same("quantity", open.Sum(o => o.Row[Lines].EnumerateArray().Sum(l => l[Quantity].GetInt32())));
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
            .SelectMany(o => o.Row[Lines].EnumerateArray(), (o, line) => (o.Stored, o.Row, Line: line))
            .ToDictionary(l => $"{l.Stored.Id}/{l.Line[0]}");
        foreach (var id in should.Keys.Except(board.Rows.Keys))
            found.Add(new Violation($"{board.Follower}: {board.Topic} lacks {id}", should[id].Stored.Id));
        foreach (var (id, row) in board.Rows)
            if (!should.TryGetValue(id, out var stored))
                found.Add(new Violation($"{board.Follower}: {board.Topic} shows {id}, which is not open", id.Split('/')[0]));
            else if (OfTheLine.FirstOrDefault(f => Text(row, f.Name) != f.Text(stored.Line[f.At])) is { Name: { } ofLine } f)
                found.Add(new Violation($"{board.Follower}: {board.Topic} at {board.Position} shows {id} with {ofLine} {Text(row, ofLine)}; stored is {f.Text(stored.Line[f.At])}", stored.Stored.Id));
            else if (OfTheOrder.FirstOrDefault(f => Text(row, f.Name) != Stored.Text(stored.Row[f.At])) is { Name: { } ofOrder })
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
