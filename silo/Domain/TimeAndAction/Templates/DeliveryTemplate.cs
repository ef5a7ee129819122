using static Selvedge.Domain.TimeAndAction.MilestoneHome;
using static Selvedge.Domain.TimeAndAction.Side;
using static Selvedge.Domain.TimeAndAction.Stage;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>
/// Delivery history from elsewhere, of which only order and delivery are known. Delivery stands where ex-factory stands
/// in the others. The promise is no milestone: it is the line's committed date. Nor is the recording of the delivery:
/// that is when we heard of it, which every report carries anyway.
/// </summary>
internal static class DeliveryTemplate
{
    public static readonly CalendarTemplate Version1 = TemplateTable.Build(
        "DELIVERY", 1, "Delivery history: order to delivery",
        new("D01", "Ordered",   "Production", Brand,   Line, null, -90, "",      Issued),
        new("D02", "Delivered", "Vendor",     Factory, Line, null, 0,   "D01+0", ExFactory));
}
