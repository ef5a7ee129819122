using Selvedge.Contracts.Stored;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Chaos.Checking;

/// <summary>One purchase order folded from its first event with the product's own rules: what it stores beside the log must equal that.</summary>
internal sealed class FreshFold
{
    private readonly Fold<PurchaseOrderState> fold = StoredKinds.PurchaseOrder.Begin();

    public void Add(StoredEvent happened) => fold.Add(happened.Type, happened.Schema, happened.Data);

    public byte[] Snapshot => fold.Write();

    public byte[] Row => fold.Row();

    public DateTimeOffset? Due => fold.Due;

    /// <summary>The claim that holds each slot, as event id, time and day.</summary>
    public IEnumerable<(int Line, string Milestone, string Classifier, Claim Holds)> Holders =>
        from line in fold.State.Lines
        where line.Timeline is not null
        from slot in line.Timeline!.Claims
        select (line.Order.Number, slot.Milestone, Word(slot.Classifier), slot.Holds);

    private static string Word(Classifier classifier) => classifier switch
    {
        Classifier.Plan => "PLN",
        Classifier.Estimate => "EST",
        _ => "ACT",
    };
}
