using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Boards.Wire;

/// <summary>The JSON of rows, on the hub: camel case, enums in lower case, days as yyyy-MM-dd, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(LowerCase<Health>), typeof(LowerCase<Stage>), typeof(LowerCase<StyleStage>), typeof(LowerCase<MilestoneHome>), typeof(LowerCase<Side>),
        typeof(LowerCase<Phase>), typeof(LowerCase<ProductionState>), typeof(LowerCase<Fulfilment>), typeof(LowerCase<Aspect>), typeof(LowerCase<OverrideKind>), typeof(LowerCase<DiscrepancyKind>), typeof(LowerCase<Channel>),
        typeof(Hyphenated<Act>), typeof(Hyphenated<StyleMove>), typeof(LowerCase<TransportMode>), typeof(Hyphenated<TransportMoment>),
        typeof(Hyphenated<RangeGap>), typeof(Hyphenated<ApprovalStatus>), typeof(Hyphenated<Party>)])]
[JsonSerializable(typeof(BoardRow))]
[JsonSerializable(typeof(BoardTotals))]
[JsonSerializable(typeof(OverviewRow))]
[JsonSerializable(typeof(OverviewTotals))]
[JsonSerializable(typeof(PurchaseOrderDetail))]
[JsonSerializable(typeof(StyleDetail))]
[JsonSerializable(typeof(DetailTotals))]
[JsonSerializable(typeof(InboxRow))]
[JsonSerializable(typeof(InboxTotals))]
[JsonSerializable(typeof(QueueRow))]
[JsonSerializable(typeof(QueueTotals))]
internal sealed partial class WireContext : JsonSerializerContext;

/// <summary>Writes rows for a reader. A field that the reader may not see is not written, at whatever depth it stands.</summary>
public static class WireJson
{
    private static readonly ConcurrentDictionary<string, JsonSerializerOptions> ByHidden = new(StringComparer.Ordinal);

    /// <summary>Options that know every type of this folder; the same object for equal lists.</summary>
    /// <param name="hiddenFields">Wire names. A row's <c>id</c> and <c>v</c> cannot be hidden.</param>
    public static JsonSerializerOptions For(ImmutableArray<string> hiddenFields) =>
        ByHidden.GetOrAdd(string.Join('\n', hiddenFields), static (_, hidden) => Make(hidden), hiddenFields);

    private static JsonSerializerOptions Make(ImmutableArray<string> hidden)
    {
        var options = new JsonSerializerOptions(WireContext.Default.Options)
        {
            // It travels as JSON only, never inside a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = WireContext.Default.WithAddedModifier(type => Hide(type, hidden)),
        };
        options.MakeReadOnly();
        return options;
    }

    private static void Hide(JsonTypeInfo type, ImmutableArray<string> hidden)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i].Name is not ("id" or "v") && hidden.Contains(type.Properties[i].Name))
                type.Properties.RemoveAt(i);
    }
}
