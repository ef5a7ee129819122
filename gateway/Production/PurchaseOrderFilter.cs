using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Production;

/// <summary>Which orders are asked for, and in which order.</summary>
internal sealed record PurchaseOrderFilter(
    string State, ImmutableHashSet<string> Brands, ImmutableHashSet<string> Categories, ImmutableHashSet<string> Vendors,
    ImmutableHashSet<string> Seasons, ImmutableHashSet<string> Styles, ImmutableHashSet<string> Health,
    ImmutableHashSet<string> Phases, string Answer, ImmutableHashSet<string> Parents, string? Mentioning)
{
    public static readonly string[] Names = ["state", "brand", "category", "vendor", "season", "style", "health",
        "phase", "answer", "parent", "q", "sort", "limit", "cursor", Past.ParameterName];

    public static PurchaseOrderFilter Of(Parameters parameters) => new(
        parameters.Choice("state", "open", "closed", "all"), parameters.Texts("brand"),
        parameters.Choices("category", Words.Categories), parameters.Texts("vendor"), parameters.Texts("season"), parameters.Texts("style"),
        parameters.Choices("health", Words.Healths), parameters.Choices("phase", Words.Phases), parameters.Choice("answer", "any", "due", "overdue"),
        parameters.Texts("parent"), parameters.Text("q"));

    public bool LetsThrough(PurchaseOrderRow order, string vendorName) =>
        (State == "all" || order.IsGoingOn == (State == "open"))
        && Brands.Allows(order.Brand) && Categories.Allows(order.Category) && Vendors.Allows(order.Vendor) && Seasons.Allows(order.Season)
        && (Styles.IsEmpty || order.Lines.Any(l => l.Style is { } style && Styles.Contains(style)))
        && Health.Allows(Words.WordOf(order.Health)) && Phases.Allows(Words.WordOf(order.Phase))
        && (Answer == "any" || (order.AnswerDue is not null && (Answer == "due" || order.IsOverdue)))
        && (Parents.IsEmpty || (order.Parent is { } parent && Parents.Contains(parent))) && (Mentioning is null || Mentions(order, vendorName, Mentioning));

    /// <summary>Where an order stands: by number, worst health first, by its last ex-factory forecast, or by its greatest slip.</summary>
    public static Place PlaceOf(PurchaseOrderRow order, string sort) => new(
        sort switch
        {
            "health" => HealthRules.WorstFirst.IndexOf(order.Health),
            "forecast" => LastForecast(order) is { } day ? day.DayNumber : long.MaxValue,
            "slip" => order.Lines.Max(l => (int?)l.SlipDays) ?? 0,
            _ => 0,
        },
        order.Number);

    /// <summary>The day on which its last goods are expected to leave; null while no line has a date.</summary>
    public static DateOnly? LastForecast(PurchaseOrderRow order) => order.Lines.Max(l => l.Actual ?? l.Forecast);

    private static bool Mentions(PurchaseOrderRow order, string vendorName, string words) =>
        Has(order.Number, words) || Has(order.Vendor, words) || Has(vendorName, words) || Has(order.Season, words)
        || order.Lines.Any(l => Has(l.Style, words) || Has(l.Description, words) || Has(l.Colour, words));

    private static bool Has(string? text, string words) => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}
