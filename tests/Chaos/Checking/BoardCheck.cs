using System.Text.Json;
using Selvedge.Chaos.Driving;
using Selvedge.Contracts;

namespace Selvedge.Chaos.Checking;

/// <summary>Compares a board with what the tables say that it shows: the lines of the open orders, counted or one by one.</summary>
internal static class BoardCheck
{
    // [number, brand, category, vendor, season, health, open, lines]
    private const int Open = 6;
    private const int Lines = 7;

    private const int Brand = 1;
    private const int Category = 2;
    private const int Vendor = 3;

    // [number, style, description, colour, quantity, stage, health, ...]
    private const int Quantity = 4;
    private const int Health = 6;

    private static readonly (string Name, int At, Func<JsonElement, string?> Text)[] OfTheLine =
    [
        ("style", 1, Stored.Text), ("colour", 3, Stored.Text), ("quantity", Quantity, Stored.Text), ("stage", 5, Stored.Text), ("health", Health, Stored.Text),
        ("slipDays", 7, Stored.Text), ("floatDays", 8, Stored.Text), ("baseline", 9, Stored.Day), ("committed", 10, Stored.Day), ("forecast", 11, Stored.Day),
        ("actual", 12, Stored.Day), ("cancel", 13, Stored.Day), ("cause", 15, Stored.Text), ("heardAt", 16, line => Stored.Instant(line)?.ToString("O")),
    ];

    private static readonly (string Name, int At)[] OfTheOrder = [("brand", Brand), ("category", Category), ("vendor", Vendor), ("season", 4)];

    /// <returns>How many rows were compared.</returns>
    public static int Check(Board board, Tables tables, List<Violation> found)
    {
        var open = tables.Streams.Where(s => s.Kind == Kinds.PurchaseOrder).Select(s => (Stored: s, Row: Stored.Parse(s.Row)))
            .Where(o => o.Row[Open].GetBoolean()).ToArray();
        switch (board.Topic.Split(':'))
        {
            case ["overview"]:
                return CheckOverview(board, [.. open.Select(o => o.Row)], found);
            case ["po", var number]:
                return CheckDetail(board, Kinds.PurchaseOrder, number, tables, found);
            case ["style", var number]:
                return CheckDetail(board, Kinds.Style, number, tables, found);
            case ["vendor", var code]:
                return CheckLines(board, [.. open.Where(o => o.Row[Vendor].GetString() == code)], tables.Head, found);
            case ["board", _, var category]:
                return CheckLines(board, [.. open.Where(o => o.Row[Category].GetString() == category)], tables.Head, found);
            default:
                throw new System.Diagnostics.UnreachableException(board.Topic);
        }
    }

    private static int CheckOverview(Board board, JsonElement[] open, List<Violation> found)
    {
        var cells = open.GroupBy(o => $"{o[Brand].GetString()}/{o[Category].GetString()}").ToDictionary(c => c.Key, c => c.ToArray());
        foreach (var id in board.Rows.Keys.Except(cells.Keys))
            found.Add(new Violation($"{board.Follower}: the overview shows {id}, which has no open order"));
        foreach (var (id, orders) in cells)
            if (board.Rows.TryGetValue(id, out var row))
                Same(id, row, orders);
            else
                found.Add(new Violation($"{board.Follower}: the overview lacks {id}"));
        if (board.Totals.ValueKind == JsonValueKind.Object)
            Same("all", board.Totals, open);
        else
            found.Add(new Violation($"{board.Follower}: the overview has no totals"));
        return cells.Count + 1;

        void Same(string of, JsonElement shown, JsonElement[] orders)
        {
            var lines = orders.SelectMany(o => o[Lines].EnumerateArray()).ToArray();
            Count("purchaseOrders", shown.GetProperty("purchaseOrders"), orders.Length);
            Count("lines", shown.GetProperty("lines"), lines.Length);
            Count("quantity", shown.GetProperty("quantity"), lines.Sum(l => l[Quantity].GetInt64()));
            foreach (var health in shown.GetProperty("health").EnumerateObject())
                Count(health.Name, health.Value, lines.Count(l => l[Health].GetString() == health.Name));

            void Count(string what, JsonElement is_, long ought)
            {
                if (is_.GetInt64() != ought)
                    found.Add(new Violation($"{board.Follower}: the overview counts {is_} {what} of {of}; stored are {ought}"));
            }
        }
    }

    private static int CheckDetail(Board board, string kind, string id, Tables tables, List<Violation> found)
    {
        var stored = tables.Streams.Single(s => s.Kind == kind && s.Id == id).Version;
        var shown = board.Rows.TryGetValue(id, out var row) ? row.GetProperty("version").GetInt32() : 0;
        if (shown != stored)
            found.Add(new Violation($"{board.Follower}: {board.Topic} is at version {shown}; stored is {stored}", kind == Kinds.PurchaseOrder ? id : null));
        return 1;
    }

    private static int CheckLines(Board board, (StoredStream Stored, JsonElement Row)[] open, long head, List<Violation> found)
    {
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
            else if (row.GetProperty("v").GetInt64() > head)
                found.Add(new Violation($"{board.Follower}: {board.Topic} shows {id} of position {row.GetProperty("v")}, beyond {head}", stored.Stored.Id));
        return should.Count;
    }

    // A time may be written with another precision or offset; everything else is the same text.
    private static string? Text(JsonElement row, string member) =>
        !row.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : member == "heardAt" ? value.GetDateTimeOffset().ToUniversalTime().ToString("O")
        : value.ToString();
}
