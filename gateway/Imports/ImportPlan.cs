using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Vendors;

namespace Selvedge.Gateway.Imports;

/// <summary>What a file says of one style, vendor or purchase order: applied whole or not at all.</summary>
/// <param name="Rows">The rows that say it; an order's in the order of its lines.</param>
internal abstract record PlannedSheet(string Key, ImmutableArray<int> Rows)
{
    internal sealed record Style(StyleSheet Sheet, ImmutableArray<int> Rows) : PlannedSheet(Sheet.Number, Rows);

    internal sealed record Vendor(VendorSheet Sheet, ImmutableArray<int> Rows) : PlannedSheet(Sheet.Code, Rows);

    internal sealed record Order(OrderSheet Sheet, ImmutableArray<int> Rows) : PlannedSheet(Sheet.Number, Rows);
}

/// <summary>A file as it was understood. No actor has been asked yet.</summary>
/// <param name="Lines">Rows below the header that are not blank: each is in one sheet, or refused.</param>
/// <param name="Issues">In the order in which they were found.</param>
internal sealed record ImportPlan(
    Mapping Mapping, int Lines, ImmutableArray<PlannedSheet> Sheets, ImmutableArray<Issue> Issues,
    ImmutableArray<AbsentWord> Absent, ImmutableArray<string> IgnoredColumns);

/// <summary>A word, or a blank, that was taken to say nothing.</summary>
public sealed record AbsentWord(string Column, string Value, int Lines);
