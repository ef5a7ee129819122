using static Selvedge.Domain.TimeAndAction.MilestoneHome;
using static Selvedge.Domain.TimeAndAction.Side;
using static Selvedge.Domain.TimeAndAction.Stage;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>
/// Delivery history from elsewhere: what was ordered, promised, delivered and recorded. Delivery stands where ex-factory
/// stands in the others; the recording comes after it and holds nothing up.
/// </summary>
internal static class DeliveryTemplate
{
    private const string Title = "Delivery history: order to delivery";

    public static readonly PublishedTemplate Version1 = TemplateTable.Build(
        "DELIVERY", 1, Title, null,
        new("D01", "Ordered",   "Production", Brand,   Line, null, -90, "",      Issued),
        new("D02", "Delivered", "Vendor",     Factory, Line, null, 0,   "D01+0", ExFactory));

    public static readonly PublishedTemplate Version2 = TemplateTable.Build(
        "DELIVERY", 2, Title, null,
        new("D01", "Ordered",   "Production", Brand,   Line, null, -90, "",      Issued),
        new("D03", "Promised",  "Vendor",     Factory, Line, null, 0,   ""),
        new("D04", "Recorded",  "Logistics",  Brand,   Line, null, 0,   ""),
        new("D02", "Delivered", "Vendor",     Factory, Line, null, 0,   "D01+0", ExFactory));
}
