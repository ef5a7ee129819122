using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Domain.Figures;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Figures;

/// <summary>Of which lines figures are counted.</summary>
internal sealed record FigureFilter(ImmutableHashSet<string> Brands, ImmutableHashSet<string> Categories, ImmutableHashSet<string> Vendors)
{
    public const string Description = "Of brand, category, vendor (each repeated or with commas). ";

    public static readonly string[] Names = ["brand", "category", "vendor", Past.ParameterName];

    public static FigureFilter Of(Parameters parameters) =>
        new(parameters.Texts("brand"), parameters.Choices("category", Words.Categories), parameters.Texts("vendor"));

    /// <summary>Those of open orders.</summary>
    public IEnumerable<FigureLine> OfOpen(Rows rows, Rights rights) => Of(rows.PurchaseOrders.Where(o => o.Row.Open), rights);

    /// <summary>The lines that it lets through and the rights let see.</summary>
    public IEnumerable<FigureLine> Of(IEnumerable<PurchaseOrderEntry> orders, Rights rights) =>
        from entry in orders
        let order = entry.Row
        where Brands.Allows(order.Brand) && Categories.Allows(order.Category) && Vendors.Allows(order.Vendor) && rights.MaySee(order)
        from line in order.Lines
        select new FigureLine(order, rights.Shown(line));
}

/// <summary>What a figure's series are of.</summary>
internal static class FigureKey
{
    private static readonly string[] Choices = ["brand", "category", "vendor"];

    public static string Of(Parameters parameters) => parameters.Choice("by", Choices);

    public static Func<PurchaseOrderRow, string> Reader(string by) => by switch
    {
        "vendor" => static order => order.Vendor,
        "category" => static order => order.Category,
        _ => static order => order.Brand,
    };

    public static string NameOf(string by, string key, Rows rows) => by == "vendor" ? rows.VendorName(key) : key;
}
