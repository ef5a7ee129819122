using System.Collections.Immutable;
using System.Globalization;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Imports;

/// <summary>One purchase order per number, one line per row. What all rows say of the order must be the same in all of them.</summary>
internal sealed class OrderGatherer(RowReader reader, Mapping mapping, Rights rights) : IGatherer
{
    // An order is decided in one turn and its row is shown on boards: beyond this it is a file grouped by the wrong column.
    private const int MostLines = 2_000;

    private readonly RowGroups<OrderRow> groups = new(reader, "number");
    private readonly bool isNumbered = mapping.Fields.ContainsKey("line");

    public void Gather()
    {
        var number = reader.Text("number");
        var header = Header(number);
        var line = new OrderLine(
            isNumbered ? reader.Count("line", 1) ?? 0 : 0, reader.Text("style")?.ToUpperInvariant(), reader.Text("description") ?? "",
            reader.Text("colour") ?? "", reader.Count("quantity", 1) ?? 0, [],
            reader.Day("exFactory"), reader.Day("committed"), reader.Day("cancel"));
        var place = reader.Text("lineOrder") ?? "";
        if (isNumbered ? line.Number == 0 : place.Length == 0)
            reader.RefuseAsMissing(isNumbered ? "line" : "lineOrder", "what tells the order's lines apart");
        var past = Past();
        if (!reader.RowIsBad && !rights.MaySee(header!.Brand, header.Category, header.Vendor))
            reader.RefuseAsNotAllowed("brand", header.Brand);
        groups.Add(number, reader.RowIsBad ? null : new OrderRow(header!, line, place, past));
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

        var lines = groups.WithoutRepeats(rows, Place);
        lines.Sort((a, b) => ComparePlaces(a.Said!, b.Said!));
        for (var i = 1; i < lines.Count; i++)
            if (ComparePlaces(lines[i - 1].Said!, lines[i].Said!) == 0)
            {
                var later = lines[i - 1].Row > lines[i].Row ? lines[i - 1] : lines[i];
                var earlier = later == lines[i] ? lines[i - 1] : lines[i];
                groups.Refuse(key, rows, later.Row, reader.ColumnOf(isNumbered ? "line" : "lineOrder"), Place(later.Said!), "duplicate",
                    $"a line of its own; row {earlier.Row} has the same place in {key}");
                return null;
            }

        if (lines.Count > MostLines)
        {
            groups.Refuse(key, rows, first.Row, reader.ColumnOf("number"), key, "too-many-lines", $"at most {MostLines} lines in an order, found {lines.Count}");
            return null;
        }

        NoteEqualLines(lines);
        var header = first.Said!.Header;
        var numbered = lines.Select((l, i) => (l.Said!.Past, Line: isNumbered ? l.Said.Line : l.Said.Line with { Number = i + 1 })).ToImmutableArray();
        var sheet = new OrderSheet(
            header.Number, header.Brand, header.Category, header.Season, header.Vendor, header.Incoterm, header.ShipMode, header.Template,
            [.. numbered.Select(l => l.Line)], [.. numbered.SelectMany(l => l.Past.Select(p => Report(header.Number, l.Line.Number, p)))]);
        ImmutableArray<int> order = [.. lines.Select(l => l.Row)];
        return new PlannedSheet.Order(sheet, [.. order, .. rows.Select(r => r.Row).Except(order)]);
    }

    // The id names the slot, not the day: a file that corrects a day replaces what an earlier one said.
    private ReportMilestone Report(string number, int line, PastDay past)
    {
        var recorded = past.Recorded ?? past.Day;
        return new ReportMilestone(
            $"import:{mapping.Name}", $"{number}/{line}/{past.Milestone}", new DateTimeOffset(recorded, default, TimeSpan.Zero), false,
            line, past.Milestone, Classifier.Actual, past.Day, null, past.Recorded is null ? null : $"recorded {recorded:yyyy-MM-dd}");
    }

    private void NoteEqualLines(List<Draft<OrderRow>> lines)
    {
        var seen = new Dictionary<Guid, int>();
        foreach (var line in lines)
            if (!seen.TryAdd(line.Fingerprint, line.Row))
                reader.Issues.Add(Issue.Noted(
                    line.Row, null, null, "equal-lines", $"a line of its own: it is equal to row {seen[line.Fingerprint]} in all but its number, and both are taken"));
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

    private string Place(OrderRow row) => isNumbered ? row.Line.Number.ToString(CultureInfo.InvariantCulture) : row.Place;

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

    private sealed record OrderRow(OrderHeader Header, OrderLine Line, string Place, ImmutableArray<PastDay> Past);

    private readonly record struct PastDay(string Milestone, DateOnly Day, DateOnly? Recorded);
}
