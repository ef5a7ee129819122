using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;

namespace Selvedge.Gateway.Samples;

/// <summary>Approvals that no calendar asks for and that somebody wanted all the same: trims and labels, photo and shipment samples, knit-downs. Thread-safe.</summary>
internal sealed class SampleWishes(int seed)
{
    private const double ShareOfStyles = 0.2;
    private const double ShareOfOrders = 0.08;

    private static readonly string[] OfAnyStyle = ["trim", "label", "packaging", "tech-pack", "photo", "counter", "showroom", "red-tag", "digital"];

    private static readonly string[] OfApparel = [.. OfAnyStyle, "care-label", "handloom", "yarn-dye", "heather", "wash-panel", "embroidery"];

    private static readonly string[] OfLines = ["carton-mark", "shipment", "shipment", "fpt"];

    /// <summary>What is wanted of the style; null for most.</summary>
    /// <param name="vendor">Who makes it.</param>
    public ApprovalWish? Of(StyleSheet style, string vendor)
    {
        var dice = new Random(Seeds.Of(seed, style.Number, 0));
        if (!dice.Happens(ShareOfStyles))
            return null;
        var type = ApprovalTypes.Find(dice.Of<string>(style.Category switch
        {
            "apparel" => OfApparel,
            "accessories" => [.. OfAnyStyle, "edge-paint"],
            _ => OfAnyStyle,
        }))!;
        return new ApprovalWish(type.Code, type.PerColour ? dice.Of(style.Colours.AsSpan()) : null, null, null, vendor, IsMandatory: false);
    }

    /// <summary>What is wanted of the order's first line; null for most.</summary>
    public ApprovalWish? Of(OrderSheet order)
    {
        var dice = new Random(Seeds.Of(seed, order.Number, 0));
        return dice.Happens(ShareOfOrders) ? new ApprovalWish(dice.Of<string>(OfLines), null, null, null, null, IsMandatory: false) : null;
    }
}
