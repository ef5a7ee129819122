using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Figures;

/// <summary>One line with its order: what figures are counted of.</summary>
public readonly record struct FigureLine(PurchaseOrderRow Order, LineRow Line)
{
    /// <summary>Such as <c>PO-1001/1</c>.</summary>
    public string Id => $"{Order.Number}/{Line.Number}";

    /// <summary>It was not cancelled.</summary>
    public bool Counts => Line.Stage != Stage.Cancelled;

    /// <summary>Its goods have not left the factory yet, and are to.</summary>
    public bool IsToLeave => Line.Actual is null && Line.Stage is not (Stage.Cancelled or Stage.Closed);
}

/// <summary>Weeks as figures count them: from Monday to Sunday, named by their Monday.</summary>
public static class Weeks
{
    public static DateOnly Of(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
