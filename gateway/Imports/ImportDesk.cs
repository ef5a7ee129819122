using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Vendors;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Imports;

/// <summary>What became of one sheet, or would become of it.</summary>
internal enum SheetOutcome
{
    Created,
    Changed,
    Unchanged,
    Refused,
}

/// <param name="Problem">Only of a refusal.</param>
internal readonly record struct SheetVerdict(SheetOutcome Outcome, Refusal? Problem);

/// <summary>Carries the sheets of one import to their actors. Thread-safe.</summary>
/// <param name="importId">
/// Part of every command id, and new with every import unless the caller sent an Idempotency-Key: a file sent again is judged
/// anew, so that going back to what an older file said is a change and not a repeat. That nothing is done twice is the
/// actors' rule, which find nothing new.
/// </param>
internal sealed class ImportDesk(IGrainFactory grains, CurrentPerson person, TimeProvider time, Guid importId, CancellationToken ct)
{
    // A file that took minutes does not end half applied because the journal stood still for a moment.
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    /// <summary>Records the sheet.</summary>
    /// <exception cref="Journal.JournalUnavailableException">The outcome is unknown, and was for ten seconds.</exception>
    public Task<SheetVerdict> RecordAsync(PlannedSheet sheet) => JudgeAsync(sheet, planned => planned switch
    {
        PlannedSheet.Style style => grains.GetGrain<IStyleGrain>(style.Key).Record(Ask(style.Key, style.Sheet, SheetJson.Default.StyleSheet)),
        PlannedSheet.Vendor vendor => grains.GetGrain<IVendorGrain>(vendor.Key).Record(Ask(vendor.Key, vendor.Sheet, SheetJson.Default.VendorSheet)),
        PlannedSheet.Order order => grains.GetGrain<IPurchaseOrderGrain>(order.Key).Record(Ask(order.Key, order.Sheet, SheetJson.Default.OrderSheet)),
        _ => throw new System.Diagnostics.UnreachableException(planned.GetType().Name),
    });

    /// <summary>Asks the actor to decide upon the sheet without recording anything.</summary>
    public Task<SheetVerdict> PreviewAsync(PlannedSheet sheet) => JudgeAsync(sheet, planned => planned switch
    {
        PlannedSheet.Style style => grains.GetGrain<IStyleGrain>(style.Key).Preview(style.Sheet),
        PlannedSheet.Vendor vendor => grains.GetGrain<IVendorGrain>(vendor.Key).Preview(vendor.Sheet),
        PlannedSheet.Order order => grains.GetGrain<IPurchaseOrderGrain>(order.Key).Preview(order.Sheet),
        _ => throw new System.Diagnostics.UnreachableException(planned.GetType().Name),
    });

    private async Task<SheetVerdict> JudgeAsync(PlannedSheet sheet, Func<PlannedSheet, Task<Verdict>> ask)
    {
        var (exists, maySee) = await AnsweredAsync(() => StandsAsync(sheet));
        // What stands may belong to others than the sheet says.
        if (!maySee)
            return new SheetVerdict(SheetOutcome.Refused, new Refusal("not-allowed", "/brand", "It exists, and you may not see it."));
        var verdict = await AnsweredAsync(() => ask(sheet));
        return verdict.Status switch
        {
            VerdictStatus.Refused => new SheetVerdict(SheetOutcome.Refused, verdict.Problem),
            VerdictStatus.Accepted => new SheetVerdict(exists ? SheetOutcome.Changed : SheetOutcome.Created, null),
            // An earlier try was recorded, and its answer lost.
            VerdictStatus.Duplicate when !exists => new SheetVerdict(SheetOutcome.Created, null),
            _ => new SheetVerdict(SheetOutcome.Unchanged, null),
        };
    }

    private Task<T> AnsweredAsync<T>(Func<Task<T>> send) => Repeat.UntilAnsweredAsync(send, time, Outage, onWait: null, ct);

    private async Task<(bool Exists, bool MaySee)> StandsAsync(PlannedSheet sheet) => sheet switch
    {
        PlannedSheet.Style => await grains.GetGrain<IStyleGrain>(sheet.Key).Read() is { } style
            ? (true, person.Rights.MaySeeStyle(style.Brand, style.Category, [])) : (false, true),
        PlannedSheet.Vendor => (await grains.GetGrain<IVendorGrain>(sheet.Key).Place() is not null, true),
        _ => await grains.GetGrain<IPurchaseOrderGrain>(sheet.Key).Read() is { } order
            ? (true, person.Rights.MaySee(order.Brand, order.Category, order.Vendor, order.Standing.Document.Version)) : (false, true),
    };

    private Asked<T> Ask<T>(string key, T sheet, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json) => new(
        new CommandHeader(
            CommandIds.Of("import", importId.ToString(), typeof(T).Name, key), 0,
            CommandIds.Of(JsonSerializer.SerializeToUtf8Bytes(sheet, json)), new Origin(person.Id, "import", importId.ToString(), Channel: Channel.File)),
        sheet);
}

[JsonSerializable(typeof(StyleSheet))]
[JsonSerializable(typeof(VendorSheet))]
[JsonSerializable(typeof(OrderSheet))]
internal sealed partial class SheetJson : JsonSerializerContext;
