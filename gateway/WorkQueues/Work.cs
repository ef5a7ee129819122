using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WorkQueues;
using Selvedge.Gateway.Approvals;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Discrepancies;
using Selvedge.Gateway.Production;

namespace Selvedge.Gateway.WorkQueues;

/// <summary>One thing that waits for somebody, as it is ranked; <see cref="Show"/> gives it its words.</summary>
/// <param name="Whose">As what it is the person's.</param>
/// <param name="Order">With <paramref name="Line"/> where it is of a line, alone where it is of a whole order; null for a style's.</param>
internal sealed record Work(
    WorkKind Kind, Duty Duty, PurchaseOrderRow? Order, LineRow? Line, StyleEntry? Style, ApprovalRow? Approval, NextMilestone? Step,
    DateOnly Due, int BehindDays, Impact Impact, string Whose, DiscrepancyView? Discrepancy = null, Question? Mention = null)
{
    /// <summary>More than any impact: 2 billion units, a year late, still come after what is a group before.</summary>
    private const long GroupWeight = 1_000_000_000_000_000;

    public string Id => Kind switch
    {
        WorkKind.Approval => $"approval:{Approval!.Subject.Id}",
        WorkKind.Milestone => $"milestone:{(Order is null ? Style!.Row.Number : $"{Order.Number}/{Line!.Number}")}:{Step!.Code}",
        WorkKind.Discrepancy => $"discrepancy:{(Order is null ? DiscrepancyId.Of(Style!.Row, Discrepancy!) : DiscrepancyId.Of(Order, Line!, Discrepancy!))}",
        WorkKind.Proposal => $"proposal:{Order?.Number ?? Approval?.Subject.Id ?? Style!.Row.Number}",
        WorkKind.Profile => $"profile:{Order!.Number}:{Line!.Style}",
        WorkKind.Decision => $"decision:{Style!.Row.Number}",
        WorkKind.Mention => $"mention:{Mention!.Subject.Key}:{Mention.What.Comment}",
        _ => $"answer:{Order!.Number}",
    };

    public string Brand => Order?.Brand ?? Approval?.Brand ?? Style!.Row.Brand;

    public string Category => Order?.Category ?? Approval?.Category ?? Style!.Row.Category;

    public string? Vendor => Order?.Vendor ?? Approval?.Vendor;

    public string? StyleNumber => Line?.Style ?? Style?.Row.Number ?? Approval?.Subject.Style;

    public string? Colour => Line?.Colour ?? Approval?.Subject.Colour;

    public string What => Kind switch
    {
        WorkKind.Approval => ApprovalTypes.Find(Approval!.Subject.Type)?.Name ?? Approval.Subject.Type,
        WorkKind.Milestone => Step!.Name ?? Step.Code,
        WorkKind.Discrepancy => Discrepancy!.Text,
        WorkKind.Decision => Told(Style!.Row.Reviewed!.Decision),
        WorkKind.Mention => $"{Mention!.ByName}: “{Mention.What.Text}”",
        WorkKind.Proposal => ToConfirm(Order?.Waiting ?? Approval?.Waiting ?? Style!.Row.Waiting),
        WorkKind.Profile => $"Profile version {Line!.ProfileAsk!.Version} to acknowledge",
        _ => $"Version {Order!.Document} to confirm",
    };

    private string ToConfirm(int acts) =>
        $"{(Approval is { } of ? $"{ApprovalTypes.Find(of.Subject.Type)?.Name ?? of.Subject.Type}: " : "")}{(acts == 1 ? "1 act" : $"{acts} acts")} to confirm";

    private static string Told(StyleDecision decision)
    {
        var outcome = decision.Outcome switch
        {
            ReviewOutcome.Adopt => "Adopted in line review",
            ReviewOutcome.Drop => "Dropped in line review",
            _ => "To be revised, says line review",
        };
        return decision.Note is { Length: > 0 } note ? $"{outcome}: {note}" : outcome;
    }

    public WorkGroup GroupOn(DateOnly today) => Due < today ? WorkGroup.Now : Due == today ? WorkGroup.Today : WorkGroup.Week;

    /// <summary>What comes first has the greatest number.</summary>
    public Place PlaceBy(string sort, DateOnly today) => new(
        sort switch
        {
            "rank" => ((int)WorkGroup.Week - (int)GroupOn(today)) * GroupWeight + Impact.UnitDays,
            "impact" => Impact.UnitDays,
            _ => Due.DayNumber,
        },
        Id);

    public WorkItem Show(Rows rows, DateOnly today, bool withUnits)
    {
        var style = StyleNumber is { } number && rows.TryGetStyle(number, out var known) ? known.Row.Name : Line?.Description;
        return new WorkItem(
            Id, Kind, Duty, GroupOn(today), What, Order?.Number ?? Approval?.Subject.PurchaseOrder,
            Line?.Number ?? (Approval is { Subject.IsOfLine: true } ? Approval.Subject.Line : null), StyleNumber, style, Colour, Brand, Category,
            Vendor, Vendor is { } vendor ? rows.VendorName(vendor) : null, Step?.Code ?? Approval?.Milestone ?? Discrepancy?.Milestone ?? Mention?.What.About?.Milestone, Approval?.Subject.Id,
            Step?.Role ?? Approval?.Reviewer, Due, Step?.Forecast ?? Approval?.Expected, Line?.Health ?? Order?.Health ?? Style?.Row.Health,
            BehindDays, Impact.FloatDays, withUnits ? Impact.Units : null, withUnits ? Impact.UnitDays : null, Impact.Why(withUnits),
            Mention?.What.Comment, Kind == WorkKind.Decision ? Style!.Row.Reviewed!.Decision.Review : null, Whose);
    }
}

/// <summary>What somebody asks the person in a comment.</summary>
internal sealed record Question(ConversationSubject Subject, OpenMention What, string ByName);
