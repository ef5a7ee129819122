using System.Collections.Immutable;
using Selvedge.Domain.Brands;
using Selvedge.Domain.People;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>Which acts take two people, and who may be the second.</summary>
internal static class Supervision
{
    public static Refusal AboveYourLimit => new("above-your-limit", "", "The order is above your own limit too.");

    /// <summary>Whether whoever asks may only propose it.</summary>
    /// <param name="facts">What it would do.</param>
    public static bool TakesTwo(OrderAct act, ImmutableArray<PurchaseOrderEvent> facts, Case asked) => IsAboveLimit(facts, asked) || act switch
    {
        { Cancel: not null } => !asked.Life.IsDrafted && MayOnlyPropose(Risk.Cancel, asked),
        { Waive: not null } => MayOnlyPropose(Risk.Waive, asked),
        { Commit: { } commit } => TakesTwo([(commit.Line, commit.Milestone, commit.Date)], null, asked),
        { AgreePlan: { } plan } => TakesTwo(
            [(plan.Line, plan.Milestone, Committing.PlanOf(plan, asked.Order)!.Date)], AskedForBy(act, asked), asked),
        { Revise: { } revision } => TakesTwo(revision.Changes, null, asked),
        { AcceptChange: not null } => TakesTwo(asked.Life.Wish!.Wish.Changes, AskedForBy(act, asked), asked),
        _ => false,
    };

    /// <summary>Whoever wanted first what the act agrees to; null where it agrees to nothing that another wanted.</summary>
    public static string? AskedForBy(OrderAct act, Case asked) => act switch
    {
        { AcceptChange: not null } => asked.Life.Wish?.By.Id,
        { AgreePlan: { } plan } => Committing.PlanOf(plan, asked.Order)?.Source,
        _ => null,
    };

    /// <summary>Null when the person may confirm what another proposed.</summary>
    public static Refusal? RefuseSecond(Proposal proposal, Case asked) =>
        FourEyes.RefuseSecond(proposal.By, AskedForBy(proposal.Act, asked), asked.By);

    /// <summary>
    /// Whether a version goes out with more in it than the one before, and with more than whoever asks may issue alone. One
    /// that is as large as what two people have agreed on, or smaller, is within it.
    /// </summary>
    /// <param name="facts">What it would do to the order of <paramref name="asked"/>.</param>
    public static bool IsAboveLimit(ImmutableArray<PurchaseOrderEvent> facts, Case asked) =>
        facts.Any(f => f is PurchaseOrderEvent.Issued)
        && facts.Aggregate(asked.Order, PurchaseOrder.Evolve).Size is var after
        && after.Exceeds(asked.Life.Version == 0 ? OrderSize.None : asked.Order.Size)
        && !asked.Brand.MayIssue(asked.By, after);

    /// <summary>Whether the day lies further from where two people last agreed than one may move it.</summary>
    public static bool IsBeyondTolerance(LineState line, DateOnly date, BrandSettings brand) =>
        Committing.AnchorOf(line) is { } anchor && Math.Abs(date.DayNumber - anchor.DayNumber) > brand.ExFactoryToleranceDays;

    private static bool TakesTwo(OrderChanges changes, string? askedFor, Case asked) =>
        TakesTwo(
            from change in changes.Lines
            where change.ExFactory is not null && asked.Order.Line(change.Number) is not null
            select (change.Number, (string?)null, change.ExFactory!.Value), askedFor, asked)
        || (MayOnlyPropose(Risk.Price, asked) && changes.Lines.Any(c => MovesPrice(c, asked.Order)));

    /// <param name="askedFor">Who asked for it first: then whoever supervises is the second. Null when nobody did.</param>
    private static bool TakesTwo(IEnumerable<(int Line, string? Milestone, DateOnly Date)> days, string? askedFor, Case asked)
    {
        foreach (var (number, milestone, date) in days)
        {
            var line = asked.Order.Line(number)!;
            if (MayOnlyPropose(Risk.Commit, asked))
                return true;
            var isSecond = asked.By.IsSupervisor && askedFor is not null && askedFor != asked.By.Id;
            if (Committing.IsExFactory(line, milestone) && !isSecond && IsBeyondTolerance(line, date, asked.Brand))
                return true;
        }

        return false;
    }

    private static bool MovesPrice(LineChange change, PurchaseOrderState order) =>
        (change.Price is not null || change.Currency is not null) && order.Line(change.Number) is { Order: var line }
        && ((change.Price ?? line.Price) != line.Price || (change.Currency ?? line.Currency) != line.Currency);

    private static bool MayOnlyPropose(Risk risk, Case asked) => FourEyes.MayOnlyPropose(risk, asked.By, asked.Brand);
}
