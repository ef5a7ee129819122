using System.Collections.Immutable;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What an act is judged by.</summary>
/// <param name="By">Who asked for it.</param>
/// <param name="Second">Who confirmed it where it had waited for that; null for who does it alone.</param>
internal sealed record Case(
    PurchaseOrderState Order, Author By, Author? Second, Surroundings Around, ImmutableArray<StyleDates> Styles, HeldApprovals? Parent,
    ImmutableArray<AttributeValue>? Found)
{
    /// <summary>Who agrees to what another asked for; null where nobody but that one does.</summary>
    public Author? Agreeing(string askedForBy) => Second ?? (By.Id == askedForBy ? null : By);

    public LifeCycle Life => Order.Life;

    public OrderHeader Header => Order.Placed!;

    public BrandSettings Brand => Around.Brand;

    public DateTimeOffset Now => Around.Now;

    public DateOnly Today => Order.DayAt(Around);

    /// <summary>By when a vendor that is asked now is to answer; null while the order is held.</summary>
    public DateTimeOffset? AnswerDue => Life.Hold is null ? Now.AddHours(Brand.AnswerHours) : null;
}
