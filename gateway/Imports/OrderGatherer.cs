using System.Collections.Immutable;
using System.Globalization;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Imports;

/// <summary>
/// One purchase order per number, one line per row, or per row and size. What all rows say of the order, or of a line, must be
/// the same in all of them.
/// </summary>
internal sealed class OrderGatherer(RowReader reader, Mapping mapping, Rights rights) : IGatherer
{
    // An order is decided in one turn and its row is shown on boards: beyond this it is a file grouped by the wrong column.
    private const int MostLines = 2_000;
    private const int MostSizes = 100;

    private static readonly string[] Sides = [.. Enum.GetNames<Side>().Select(s => s.ToLowerInvariant())];

    private readonly RowGroups<OrderRow> groups = new(reader, "number");
    private readonly bool isNumbered = mapping.Fields.ContainsKey("line");

    public void Gather()
    {
        var number = reader.Text("number");
        var header = Header(number);
        var (quantity, size) = (reader.Count("quantity", 1) ?? 0, reader.Text("size"));
        var line = new OrderLine(
            isNumbered ? reader.Count("line", 1) ?? 0 : 0, reader.Text("style")?.ToUpperInvariant(), reader.Text("description") ?? "",
            reader.Text("colour") ?? "", quantity, size is null ? [] : [new SizeQuantity(size, quantity)],
            reader.Day("exFactory"), reader.Day("committed"), reader.Day("cancel"));
        var place = reader.Text("lineOrder") ?? "";
        if (isNumbered ? line.Number == 0 : place.Length == 0)
            reader.RefuseAsMissing(isNumbered ? "line" : "lineOrder", "what tells the order's lines apart");
        var past = Past();
        var why = Why();
        if (!reader.RowIsBad && !rights.MaySee(header!.Brand, header.Category, header.Vendor))
            reader.RefuseAsNotAllowed("brand", header.Brand);
        groups.Add(number, reader.RowIsBad ? null : new OrderRow(header!, line, place, past, why));
    }

    public ImmutableArray<PlannedSheet> Sheets() => [.. groups.Whole().Select(g => Sheet(g.Key, g.Rows)).OfType<PlannedSheet>()];

    private OrderHeader? Header(string? number)
    {
        var (brand, category) = (reader.Text("brand"), reader.Category());
        var (name, country) = (reader.Text("vendorName"), reader.Country("vendorCountry"));
        var vendor = name is null ? reader.Text("vendor")?.ToUpperInvariant() : VendorCodes.Of(country, name);
        if (vendor is null)
            reader.RefuseAsMissing(mapping.Fields.ContainsKey("vendor") ? "vendor" : "vendorName", "a vendor");
        var template = reader.Text("template");
        if (template is not null && !Templates.Ids.Contains(template))
            reader.Refuse(reader.ColumnOf("template"), template, "unknown-template", $"one of: {string.Join(", ", Templates.Ids.Order(StringComparer.Ordinal))}");
        var header = (Season: reader.Text("season") ?? "", Incoterm: reader.Text("incoterm"), ShipMode: reader.Text("shipMode"));
        return reader.RowIsBad
            ? null
            : new OrderHeader(number!, brand!, category!, header.Season, vendor!, header.Incoterm, header.ShipMode, template);
    }

    // What moves a day is told by the row that moves it: a code, and who carries the days.
    private (string Reason, Side? Side)? Why()
    {
        var (reason, side) = (reader.Text("reason")?.ToUpperInvariant(), reader.Text("side"));
        if (reason is not null && DelayReasons.Find(reason) is null)
            reader.Refuse(reader.ColumnOf("reason"), reason, "unknown-reason", "a delay reason code, such as MT-MILL");
        if (side is not null && !Sides.Contains(side, StringComparer.OrdinalIgnoreCase))
            reader.Refuse(reader.ColumnOf("side"), side, "unknown-side", $"one of: {string.Join(", ", Sides)}");
        if (reader.RowIsBad || reason is null)
            return null;
        Side? named = side is null ? null : Enum.Parse<Side>(side, ignoreCase: true);
        if (DelayReasons.Refuse(reason, named, []) is not { } contradiction)
            return (reason, named);
        reader.Refuse(reader.ColumnOf("side"), side, contradiction.Code, DelayReasons.Find(reason)!.Side.ToString().ToLowerInvariant());
        return null;
    }

    private ImmutableArray<PastDay> Past()
    {
        var past = ImmutableArray.CreateBuilder<PastDay>();
        for (var i = 0; i < mapping.Past.Length; i++)
        {
            var day = reader.Day(mapping.Past[i].Date);
            var recorded = mapping.Past[i].Recorded is { } field ? reader.Day(field) : null;
            if (day is { } happened)
                past.Add(new PastDay(mapping.Past[i].Milestone, happened, recorded));
        }

        return past.ToImmutable();
    }

    private PlannedSheet.Order? Sheet(string key, List<Draft<OrderRow>> rows)
    {
        var first = rows[0];
        foreach (var other in rows.Skip(1))
            if (Contradiction(first.Said!.Header, other.Said!.Header) is { } no)
            {
                groups.Refuse(key, rows, other.Row, reader.ColumnOf(no.Field), no.Found, "order-contradiction",
                    $"'{no.Expected}', as row {first.Row} of the same order says");
                return null;
            }

        // The sort is stable: the sizes of a line stay in the order of the file.
        var distinct = groups.WithoutRepeats(rows, Place).OrderBy(r => r.Said!, Comparer<OrderRow>.Create(ComparePlaces)).ToList();
        var lines = new List<Draft<OrderRow>>();
        foreach (var ofOne in distinct.GroupBy(r => Place(r.Said!)))
        {
            if (Line(key, rows, [.. ofOne]) is not { } line)
                return null;
            lines.Add(line);
        }

        if (lines.Count > MostLines)
        {
            groups.Refuse(key, rows, first.Row, reader.ColumnOf("number"), key, "too-many-lines", $"at most {MostLines} lines in an order, found {lines.Count}");
            return null;
        }

        NoteEqualLines(distinct);
        var header = first.Said!.Header;
        var numbered = lines.Select((l, i) => (l.Said!.Past, l.Said.Why, Line: isNumbered ? l.Said.Line : l.Said.Line with { Number = i + 1 })).ToImmutableArray();
        var sheet = new OrderSheet(
            header.Number, header.Brand, header.Category, header.Season, header.Vendor, header.Incoterm, header.ShipMode, header.Template,
            [.. numbered.Select(l => l.Line)], [.. numbered.SelectMany(l => l.Past.Select(p => Report(header.Number, l.Line.Number, p)))],
            Reasons: [.. from l in numbered where l.Why is not null select new DayReason(l.Line.Number, l.Why!.Value.Reason, l.Why.Value.Side)]);
        ImmutableArray<int> order = [.. lines.Select(l => l.Row)];
        return new PlannedSheet.Order(sheet, [.. order, .. rows.Select(r => r.Row).Except(order)]);
    }

    /// <summary>One line of the rows at its place: a single one, or one for each size. Null after refusing the order.</summary>
    private Draft<OrderRow>? Line(string key, List<Draft<OrderRow>> rows, List<Draft<OrderRow>> ofOne)
    {
        var first = ofOne[0];
        if (ofOne.Count == 1)
            return first;
        if (ofOne.Find(r => r.Said!.Line.Sizes.IsEmpty) is { } bare)
            return Refused(bare == first ? ofOne[1] : bare, isNumbered ? "line" : "lineOrder", Place(first.Said!), "duplicate",
                $"a line of its own, or a size; row {first.Row} has the same place in {key}");
        var sizes = new List<SizeQuantity>();
        foreach (var row in ofOne)
        {
            var size = row.Said!.Line.Sizes[0];
            if (sizes.FindIndex(s => s.Size == size.Size) is >= 0 and var i)
                return Refused(row, "size", size.Size, "duplicate", $"each size once in a line; row {ofOne[i].Row} has it already");
            if (!row.Said.SaysTheSameOfItsLine(first.Said!))
                return Refused(row, "size", size.Size, "line-contradiction", $"what row {first.Row} says of the same line, in all but size and quantity");
            sizes.Add(size);
        }

        if (sizes.Count > MostSizes)
            return Refused(ofOne[^1], "size", null, "too-many-sizes", $"at most {MostSizes} sizes in a line, found {sizes.Count}");
        // More than an order can hold is refused by the order itself.
        var quantity = (int)Math.Min(int.MaxValue, sizes.Sum(s => (long)s.Quantity));
        reader.Issues.Add(Issue.Noted(
            first.Row, reader.ColumnOf("size"), null, "sizes-summed",
            $"one line of {quantity} in all of rows {string.Join(", ", ofOne.Select(r => r.Row))}: {string.Join(", ", sizes.Select(s => $"{s.Size} {s.Quantity}"))}"));
        return first with { Said = first.Said! with { Line = first.Said.Line with { Quantity = quantity, Sizes = [.. sizes] } } };

        Draft<OrderRow>? Refused(Draft<OrderRow> row, string field, string? value, string problem, string expected)
        {
            groups.Refuse(key, rows, row.Row, reader.ColumnOf(field), value, problem, expected);
            return null;
        }
    }

    // The id names the slot, not the day: a file that corrects a day replaces what an earlier one said.
    private ReportMilestone Report(string number, int line, PastDay past)
    {
        var recorded = past.Recorded ?? past.Day;
        return new ReportMilestone(
            $"import:{mapping.Name}", $"{number}/{line}/{past.Milestone}", new DateTimeOffset(recorded, default, TimeSpan.Zero), false,
            line, past.Milestone, Classifier.Actual, past.Day, null, past.Recorded is null ? null : $"recorded {recorded:yyyy-MM-dd}");
    }

    private void NoteEqualLines(List<Draft<OrderRow>> rows)
    {
        var seen = new Dictionary<Guid, int>();
        foreach (var row in rows)
            if (!seen.TryAdd(row.Fingerprint, row.Row))
                reader.Issues.Add(Issue.Noted(
                    row.Row, null, null, "equal-lines", $"a line of its own: it is equal to row {seen[row.Fingerprint]} in all but its number, and both are taken"));
    }

    private static (string Field, string? Found, string? Expected)? Contradiction(OrderHeader one, OrderHeader other) =>
        one == other ? null
        : one.Brand != other.Brand ? ("brand", other.Brand, one.Brand)
        : one.Category != other.Category ? ("category", other.Category, one.Category)
        : one.Season != other.Season ? ("season", other.Season, one.Season)
        : one.Vendor != other.Vendor ? ("vendor", other.Vendor, one.Vendor)
        : one.Incoterm != other.Incoterm ? ("incoterm", other.Incoterm, one.Incoterm)
        : one.ShipMode != other.ShipMode ? ("shipMode", other.ShipMode, one.ShipMode)
        : ("template", other.Template, one.Template);

    // A number is one place however it is written.
    private string Place(OrderRow row) =>
        isNumbered ? row.Line.Number.ToString(CultureInfo.InvariantCulture)
        : long.TryParse(row.Place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture)
        : row.Place;

    // Numbers by their value, words after them by their letters: "9" before "10", "10" before "A1".
    private int ComparePlaces(OrderRow one, OrderRow other)
    {
        var (a, b) = (Place(one), Place(other));
        return (long.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var x), long.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out var y)) switch
        {
            (true, true) => x.CompareTo(y),
            (false, false) => string.CompareOrdinal(a, b),
            (var isNumber, _) => isNumber ? -1 : 1,
        };
    }

    private sealed record OrderRow(OrderHeader Header, OrderLine Line, string Place, ImmutableArray<PastDay> Past, (string Reason, Side? Side)? Why)
    {
        public bool SaysTheSameOfItsLine(OrderRow other) =>
            (Line with { Quantity = 0, Sizes = [] }).Equals(other.Line with { Quantity = 0, Sizes = [] }) && Past.SequenceEqual(other.Past) && Why == other.Why;
    }

    private readonly record struct PastDay(string Milestone, DateOnly Day, DateOnly? Recorded);
}
