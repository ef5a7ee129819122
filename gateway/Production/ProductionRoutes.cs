using Selvedge.Contracts.Stored;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Partners;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Calendars;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Production;

/// <summary>Reads of everything in production.</summary>
public static class ProductionRoutes
{
    public static IEndpointRouteBuilder MapProduction(this IEndpointRouteBuilder app) =>
        app.MapPurchaseOrders().MapStyles().MapVendors().MapPeople();

    /// <summary>What the reads need, and the words of enums as the wire writes them.</summary>
    public static IServiceCollection AddProduction(this IServiceCollection services) => services
        .AddSingleton<Past>().AddSingleton<PastBoards>().AddSingleton<PurchaseOrderReader>().AddSingleton<StyleReader>().AddSingleton<ConversationHistory>()
        .ConfigureHttpJsonOptions(json =>
        {
            var converters = json.SerializerOptions.Converters;
            converters.Add(new LowerCase<Health>());
            converters.Add(new Hyphenated<RangeGap>());
            converters.Add(new LowerCase<Stage>());
            converters.Add(new LowerCase<StyleStage>());
            converters.Add(new LowerCase<Side>());
            converters.Add(new LowerCase<MilestoneHome>());
            converters.Add(new LowerCase<OverrideKind>());
            converters.Add(new LowerCase<DayKind>());
            converters.Add(new LowerCase<DayOfWeek>());
            converters.Add(new LowerCase<PastBasis>());
            converters.Add(new LowerCase<Phase>());
            converters.Add(new LowerCase<ProductionState>());
            converters.Add(new LowerCase<Fulfilment>());
            converters.Add(new LowerCase<Aspect>());
            converters.Add(new LowerCase<DiscrepancyKind>());
            converters.Add(new LowerCase<Channel>());
            converters.Add(new LowerCase<PartnerScope>());
            converters.Add(new Hyphenated<Act>());
            converters.Add(new Hyphenated<StyleMove>());
        });

    /// <summary>The id itself where the person is not known.</summary>
    internal static string PersonName(this Rows rows, string id) => rows.TryGetPerson(id, out var person) ? person.Row.Name : id;

    /// <summary>As of a person; vendors that have no people here speak by their code.</summary>
    internal static string SpeakerName(this Rows rows, string id) => rows.TryGetPerson(id, out var person) ? person.Row.Name : rows.VendorName(id);

    /// <summary>The code itself where the vendor is not known.</summary>
    internal static string VendorName(this Rows rows, string code) => rows.TryGetVendor(code, out var vendor) ? vendor.Row.Name : code;
}
