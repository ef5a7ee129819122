using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Production;

/// <summary>What buyer and vendor say and do about an order, in words.</summary>
internal static class OrderLifeWords
{
    private const int ToldAtMost = 4;

    /// <summary>Null for an event of another kind.</summary>
    public static string? Of(PurchaseOrderEvent happened) => happened switch
    {
        PurchaseOrderEvent.Amended => "Draft amended",
        PurchaseOrderEvent.Acknowledged e => $"Vendor acknowledged version {e.Version}{Note(e.Note)}",
        PurchaseOrderEvent.Confirmed e => $"Vendor confirmed version {e.Version}{Note(e.Note)}",
        PurchaseOrderEvent.RejectedByVendor e => $"Vendor rejected version {e.Version}: {e.Note}",
        PurchaseOrderEvent.ChangeDeclined e => $"The vendor's change was declined{Note(e.Note)}",
        PurchaseOrderEvent.SampleSealed e => $"The sample of {e.Style} is sealed by version {e.Profile} of its profile",
        PurchaseOrderEvent.ProfileAsked e => $"Profile version {e.Profile} of {e.Style} came after the sealed sample: both sides are asked to acknowledge it",
        PurchaseOrderEvent.ProfileAcknowledged e => $"{e.Side} acknowledged profile version {e.Profile} of {e.Style}{Note(e.Note)}",
        PurchaseOrderEvent.ProfileAnswerMissed e => $"Profile version {e.Profile} of {e.Style} was not acknowledged in the time that was given",
        PurchaseOrderEvent.ShipmentTaken { Lines: [{ Shipment: var shipment }, ..] } => Of(shipment),
        PurchaseOrderEvent.AnswerMissed e => $"No answer to version {e.Version} in the time that was given",
        PurchaseOrderEvent.Held { Hold: var hold } => $"Put on hold: {hold.Reason}",
        PurchaseOrderEvent.Released e => $"Released{Note(e.Note)}",
        PurchaseOrderEvent.LinesCancelled e => $"{Lines(e.Lines)} cancelled: {e.Reason}",
        PurchaseOrderEvent.Cancelled { Ending: var ending } => $"Cancelled: {ending.Note}",
        PurchaseOrderEvent.Closed { Ending: var ending } => $"Closed {WordOf(ending.Fulfilment!.Value)}"
            + (ending.Lines.IsEmpty ? "" : $": {ending.Lines.Sum(l => (long)l.Received):N0} of {ending.Lines.Sum(l => (long)l.Ordered):N0} came") + Note(ending.Note),
        PurchaseOrderEvent.ProposalConfirmed e => $"{Said(e.Act)} confirmed by {e.By.Id}{Note(e.Note)}",
        PurchaseOrderEvent.ProposalDeclined e => $"{Said(e.Act)} declined by {e.By.Id}{Note(e.Note)}",
        PurchaseOrderEvent.ProposalWithdrawn e => $"{Said(e.Act)} withdrawn{Note(e.Note)}",
        _ => null,
    };

    /// <summary>Such as <c>Shipment MAEU240117 by MAEU, BDCGP to NLRTM: departure happened 12 Nov, arrival expected 11 Dec</c>.</summary>
    private static string Of(LineShipment shipment) =>
        $"Shipment {shipment.Booking} by {shipment.Carrier}, {shipment.From} to {shipment.To}: "
        + (shipment.Days.IsEmpty ? "booked" : string.Join(", ", shipment.Days.Select(d => $"{Said(d.Moment)} {d switch
        {
            { Actual: { } happened } => $"happened {HistoryWords.Of(happened)}",
            { Estimated: { } expected } => $"expected {HistoryWords.Of(expected)}",
            _ => $"planned {HistoryWords.Of(d.Planned!.Value)}",
        }}")));

    internal static string Said(TransportMoment moment) => moment switch
    {
        TransportMoment.GateOut => "gate out",
        TransportMoment.CustomsCleared => "customs clearance",
        TransportMoment.Received => "receipt",
        _ => moment.ToString().ToLowerInvariant(),
    };

    public static string Of(PurchaseOrderEvent.Issued issued) =>
        $"Version {issued.Document.Version} issued"
        + (issued.Changes.IsEmpty ? "" : ": " + Of(issued.Changes))
        + (DelayReasons.Find(issued.Reason) is { } reason ? $" ({reason.Words}{Beside(issued.Contributing)})" : "")
        + Note(issued.Note);

    /// <summary>Such as <c>; also late trim</c>; empty where there is none.</summary>
    public static string Beside(ImmutableArray<string>? contributing) =>
        contributing is { IsEmpty: false } others ? $"; also {string.Join(" and ", others.Select(code => DelayReasons.Find(code)?.Words ?? code))}" : "";

    public static string Of(VendorWish wish) => $"Vendor would change {(wish.Changes.IsEmpty ? "the order" : Of(wish.Changes))}{Note(wish.Wish.Note)}";

    public static string Of(Proposal proposal) => $"{Said(proposal.Act.Kind)} proposed{(proposal.Changes.IsEmpty ? "" : ": " + Of(proposal.Changes))}";

    /// <summary>Such as <c>line 1 Ink navy L 600 to 300</c>.</summary>
    public static string Of(Difference difference)
    {
        var where = difference.Line is { } line ? $"line {line} {difference.Colour}".TrimEnd() : "";
        return difference switch
        {
            { Aspect: Aspect.Line, To: { } added } => $"{where} added: {added}",
            { Aspect: Aspect.Line } => $"{where} cancelled: {difference.From}",
            _ => $"{where} {difference.Size ?? Said(difference.Aspect)} {difference.From ?? "none"} to {difference.To ?? "none"}".TrimStart(),
        };
    }

    public static string Note(string? note) => string.IsNullOrWhiteSpace(note) ? "" : $"; {note}";

    private static string Of(ImmutableArray<Difference> differences) =>
        string.Join(", ", differences.Take(ToldAtMost).Select(Of))
        + (differences.Length > ToldAtMost ? $" and {differences.Length - ToldAtMost} more" : "");

    private static string Lines(ImmutableArray<int> lines) => (lines.Length == 1 ? "Line " : "Lines ") + string.Join(", ", lines);

    private static string WordOf(Fulfilment fulfilment) => fulfilment.ToString().ToLowerInvariant();

    private static string Said(Aspect aspect) => aspect switch
    {
        Aspect.ExFactory => "ex-factory",
        Aspect.ShipMode => "ship mode",
        Aspect.Profile => "version of the adopted profile",
        Aspect.Cancel => "cancel date",
        _ => aspect.ToString().ToLowerInvariant(),
    };

    private static string Said(Act act) => act switch
    {
        Act.AcceptChange => "Accepting the vendor's change",
        Act.AgreePlan => "Agreeing to a plan",
        Act.Cancel => "Cancelling",
        Act.Commit => "Moving a committed day",
        Act.Issue => "Issuing",
        Act.Revise => "Revising",
        Act.Waive => "Waiving a gate",
        _ => act.ToString(),
    };
}
