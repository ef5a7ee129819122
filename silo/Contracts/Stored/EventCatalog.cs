using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Vendors;

namespace Selvedge.Contracts.Stored;

/// <summary>The stored name of every event: type names in the source may change, these never do.</summary>
public static class EventCatalog
{
    private static readonly Entry[] Entries =
    [
        new("purchase-order.placed", 1, StoredJson.Default.OrderPlaced),
        new("purchase-order.revised", 1, StoredJson.Default.OrderRevised),
        new("purchase-order.milestones-reported", 1, StoredJson.Default.OrderMilestonesReported),
        new("purchase-order.style-dates-taken", 1, StoredJson.Default.OrderStyleDatesTaken),
        new("purchase-order.held", 1, StoredJson.Default.OrderHeld),
        new("purchase-order.released", 1, StoredJson.Default.OrderReleased),
        new("purchase-order.day-turned", 1, StoredJson.Default.OrderDayTurned),
        new("purchase-order.forecasts-moved", 1, StoredJson.Default.OrderForecastsMoved),
        new("style.registered", 1, StoredJson.Default.StyleRegistered),
        new("style.revised", 1, StoredJson.Default.StyleRevised),
        new("style.milestones-reported", 1, StoredJson.Default.StyleMilestonesReported),
        new("style.day-turned", 1, StoredJson.Default.StyleDayTurned),
        new("style.forecasts-moved", 1, StoredJson.Default.StyleForecastsMoved),
        new("vendor.registered", 1, StoredJson.Default.VendorRegistered),
        new("vendor.revised", 1, StoredJson.Default.VendorRevised),
        new("person.registered", 1, StoredJson.Default.PersonRegistered),
        new("person.revised", 1, StoredJson.Default.PersonRevised),
    ];

    private static readonly FrozenDictionary<Type, Entry> ByClrType = Entries.ToFrozenDictionary(e => e.Json.Type);
    private static readonly FrozenDictionary<string, Entry> ByName = Entries.ToFrozenDictionary(e => e.Name);

    /// <summary>The stored name, the version of the data's form, and the data.</summary>
    /// <exception cref="KeyNotFoundException">The event is not in the catalog: our own omission.</exception>
    public static (string Type, short Schema, byte[] Data) Write(object happened)
    {
        var entry = ByClrType[happened.GetType()];
        return (entry.Name, entry.Schema, JsonSerializer.SerializeToUtf8Bytes(happened, entry.Json));
    }

    /// <summary>Reads an event of any form ever stored.</summary>
    /// <exception cref="NotSupportedException">The type or form is not known: it was written by a newer version.</exception>
    public static object Read(string type, short schema, ReadOnlySpan<byte> data) =>
        ByName.TryGetValue(type, out var entry) && schema == entry.Schema
            ? JsonSerializer.Deserialize(data, entry.Json)!
            : throw new NotSupportedException($"Event '{type}' of form {schema} is not known here: a newer version wrote it.");

    private sealed record Entry(string Name, short Schema, JsonTypeInfo Json);
}
