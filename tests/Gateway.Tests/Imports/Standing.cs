using System.Collections.Concurrent;
using System.Text.Json;
using Selvedge.Domain;
using Selvedge.Gateway.Imports;

namespace Selvedge.Gateway.Tests.Imports;

/// <summary>What stands, in memory: stands in for the actors, by the content of whole sheets.</summary>
internal sealed class Standing
{
    private readonly ConcurrentDictionary<string, string> sheets = [];

    public int Count => sheets.Count;

    /// <summary>Refuses the sheet of this key.</summary>
    public (string Key, Refusal Why)? Refusing { get; init; }

    public Task<SheetVerdict> PreviewAsync(PlannedSheet sheet) => Task.FromResult(Judge(sheet));

    public Task<SheetVerdict> RecordAsync(PlannedSheet sheet)
    {
        var verdict = Judge(sheet);
        if (verdict.Outcome is SheetOutcome.Created or SheetOutcome.Changed)
            sheets[sheet.Key] = Content(sheet);
        return Task.FromResult(verdict);
    }

    private SheetVerdict Judge(PlannedSheet sheet) =>
        Refusing is { } no && no.Key == sheet.Key ? new SheetVerdict(SheetOutcome.Refused, no.Why)
        : !sheets.TryGetValue(sheet.Key, out var content) ? new SheetVerdict(SheetOutcome.Created, null)
        : new SheetVerdict(content == Content(sheet) ? SheetOutcome.Unchanged : SheetOutcome.Changed, null);

    private static string Content(PlannedSheet sheet) => sheet switch
    {
        PlannedSheet.Style style => JsonSerializer.Serialize(style.Sheet, SheetJson.Default.StyleSheet),
        PlannedSheet.Vendor vendor => JsonSerializer.Serialize(vendor.Sheet, SheetJson.Default.VendorSheet),
        PlannedSheet.Order order => JsonSerializer.Serialize(order.Sheet, SheetJson.Default.OrderSheet),
        _ => throw new InvalidOperationException(),
    };
}
