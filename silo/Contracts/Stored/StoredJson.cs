using System.Text.Json;
using System.Text.Json.Serialization;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Vendors;

namespace Selvedge.Contracts.Stored;

/// <summary>The JSON of what is stored and sent: camel case, enums in lower case, days as yyyy-MM-dd, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(LowerCase<Health>), typeof(LowerCase<Stage>), typeof(LowerCase<Side>), typeof(LowerCase<Classifier>), typeof(LowerCase<MilestoneHome>)])]
[JsonSerializable(typeof(Origin))]
[JsonSerializable(typeof(PurchaseOrderEvent.Placed), TypeInfoPropertyName = "OrderPlaced")]
[JsonSerializable(typeof(PurchaseOrderEvent.Revised), TypeInfoPropertyName = "OrderRevised")]
[JsonSerializable(typeof(PurchaseOrderEvent.MilestonesReported), TypeInfoPropertyName = "OrderMilestonesReported")]
[JsonSerializable(typeof(PurchaseOrderEvent.StyleDatesTaken), TypeInfoPropertyName = "OrderStyleDatesTaken")]
[JsonSerializable(typeof(PurchaseOrderEvent.Held), TypeInfoPropertyName = "OrderHeld")]
[JsonSerializable(typeof(PurchaseOrderEvent.Released), TypeInfoPropertyName = "OrderReleased")]
[JsonSerializable(typeof(PurchaseOrderEvent.DayTurned), TypeInfoPropertyName = "OrderDayTurned")]
[JsonSerializable(typeof(PurchaseOrderEvent.ForecastsMoved), TypeInfoPropertyName = "OrderForecastsMoved")]
[JsonSerializable(typeof(StyleEvent.Registered), TypeInfoPropertyName = "StyleRegistered")]
[JsonSerializable(typeof(StyleEvent.Revised), TypeInfoPropertyName = "StyleRevised")]
[JsonSerializable(typeof(StyleEvent.MilestonesReported), TypeInfoPropertyName = "StyleMilestonesReported")]
[JsonSerializable(typeof(StyleEvent.DayTurned), TypeInfoPropertyName = "StyleDayTurned")]
[JsonSerializable(typeof(StyleEvent.ForecastsMoved), TypeInfoPropertyName = "StyleForecastsMoved")]
[JsonSerializable(typeof(VendorEvent.Registered), TypeInfoPropertyName = "VendorRegistered")]
[JsonSerializable(typeof(VendorEvent.Revised), TypeInfoPropertyName = "VendorRevised")]
[JsonSerializable(typeof(PersonEvent.Registered), TypeInfoPropertyName = "PersonRegistered")]
[JsonSerializable(typeof(PersonEvent.Revised), TypeInfoPropertyName = "PersonRevised")]
[JsonSerializable(typeof(PurchaseOrderState))]
[JsonSerializable(typeof(StyleState))]
[JsonSerializable(typeof(VendorState))]
[JsonSerializable(typeof(PersonState))]
[JsonSerializable(typeof(PurchaseOrderRow))]
[JsonSerializable(typeof(StyleRow))]
[JsonSerializable(typeof(VendorSheet))]
[JsonSerializable(typeof(PersonSheet))]
public sealed partial class StoredJson : JsonSerializerContext;

/// <summary>Writes enum members in lower case without separators (<c>ontrack</c>, <c>exfactory</c>).</summary>
public sealed class LowerCase<T>() : JsonStringEnumConverter<T>(LowerCasePolicy.Instance, allowIntegerValues: false)
    where T : struct, Enum;

internal sealed class LowerCasePolicy : JsonNamingPolicy
{
    public static readonly LowerCasePolicy Instance = new();

    public override string ConvertName(string name) => name.ToLowerInvariant();
}
