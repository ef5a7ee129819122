using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Approvals;

/// <summary>Which approvals a style or an order needs: by the milestones of its calendar, and by colour where they are asked for by colour.</summary>
public static class ApprovalPlan
{
    /// <summary>None for a style without a calendar. What was for a colour that was taken off is among them, so that whoever plans it can withdraw it.</summary>
    /// <param name="all">Also those whose milestone was reached without them; else only what is still to be approved.</param>
    public static ImmutableArray<ApprovalSheet> Of(StyleState style, bool all = false) => style is not { Profile: { } profile, Timeline: { } timeline }
        ? []
        :
        [
            .. from needed in Needed(timeline, MilestoneHome.Style)
               from colour in needed.Type.PerColour ? profile.Colours.Cast<string?>() : [null]
               where all || IsOpen(timeline, needed.Milestone, colour)
               select Sheet(timeline, needed.Type, new ApprovalSubject(profile.Number, null, 0, needed.Type.Code, colour, null, null),
                   profile.Brand, profile.Category, profile.Season, null),
            .. from needed in Needed(timeline, MilestoneHome.Style)
               where needed.Type.PerColour
               from colour in style.Gone
               select Sheet(timeline, needed.Type, new ApprovalSubject(profile.Number, null, 0, needed.Type.Code, colour, null, null),
                   profile.Brand, profile.Category, profile.Season, null) with { Ended = ApprovalEnd.ColourGone },
        ];

    /// <summary>What was for a line that has ended is among them, so that whoever plans it can withdraw it.</summary>
    /// <param name="all">As for a style.</param>
    public static ImmutableArray<ApprovalSheet> Of(PurchaseOrderState order, bool all = false) => order.Placed is not { } placed
        ? []
        :
        [
            .. from line in order.Lines
               where line.Timeline is not null
               from needed in Needed(line.Timeline!, MilestoneHome.Line)
               where all || EndOf(order, line) is not null || IsOpen(line.Timeline!, needed.Milestone, null)
               select Sheet(line.Timeline!, needed.Type, SubjectOf(placed, line, needed.Type.Code, null, null),
                   placed.Brand, placed.Category, placed.Season, placed.Vendor) with { Ended = EndOf(order, line) },
        ];

    /// <summary>What its calendar does without, of all that this or an earlier version of its template has: nothing waits any more for what was to be approved there.</summary>
    public static ImmutableArray<ApprovedMilestone> DroppedFrom(StyleState style) => style is not { Profile: { } profile, Timeline: { } timeline }
        ? []
        :
        [
            .. from code in Dropped(timeline, MilestoneHome.Style)
               from colour in profile.Colours.Cast<string?>().Prepend(null)
               select new ApprovedMilestone(profile.Number, null, 0, code, colour),
        ];

    /// <summary>As for a style, of each line.</summary>
    public static ImmutableArray<ApprovedMilestone> DroppedFrom(PurchaseOrderState order) => order.Placed is not { } placed
        ? []
        :
        [
            .. from line in order.Lines
               where line.Timeline is not null
               from code in Dropped(line.Timeline!, MilestoneHome.Line)
               select new ApprovedMilestone(null, placed.Number, line.Order.Number, code, null),
        ];

    private static IEnumerable<string> Dropped(Timeline timeline, MilestoneHome home) => Enumerable.Range(1, timeline.Schedule.TemplateVersion)
        .SelectMany(version => Templates.Published(timeline.Schedule.Template, version)?.Sheet.Milestones ?? [])
        .Where(m => m.Home == home && timeline.Template.IndexOf(m.Code) < 0 && ApprovalTypes.AskedBy(m).Any(asked => asked.IsPlanned))
        .Select(m => m.Code).Distinct();

    /// <summary>One that is asked for by hand; or why it cannot be. One of a colour that was taken off is refused, and told all the same.</summary>
    public static (ApprovalSheet? Sheet, Refusal? Refusal) For(StyleState style, ApprovalWish wish)
    {
        if (style is not { Profile: { } profile })
            return (null, new Refusal("unknown-style", "/style", "There is no such style."));
        if (style.Timeline is not { } timeline)
            return (null, new Refusal("no-calendar", "/style", $"{profile.Number} has no ex-factory date and so no calendar to approve by."));
        if (Refuse(wish, timeline, MilestoneHome.Style) is { } refusal)
            return (null, refusal);
        var type = ApprovalTypes.Find(wish.Type)!;
        if (type.PerColour && wish.Colour is null)
            return (null, new Refusal("required", "/colour", $"A {type.Name} is of one colour: expected one of {string.Join(", ", profile.Colours)}."));
        var sheet = Sheet(timeline, type, new ApprovalSubject(profile.Number, null, 0, type.Code, wish.Colour, wish.Mill, wish.Size),
            profile.Brand, profile.Category, profile.Season, wish.Vendor) with { IsMandatory = wish.IsMandatory, IsByHand = true };
        return wish.Colour is null || profile.Colours.Contains(wish.Colour)
            ? (sheet, null)
            : (style.Gone.Contains(wish.Colour) ? sheet with { Ended = ApprovalEnd.ColourGone } : null,
                new Refusal("unknown-colour", "/colour", $"'{wish.Colour}' is no colour of {profile.Number}: expected one of {string.Join(", ", profile.Colours)}."));
    }

    /// <summary>As for a style, on one line of an order. One that was for a line that has ended is refused, and told all the same.</summary>
    public static (ApprovalSheet? Sheet, Refusal? Refusal) For(PurchaseOrderState order, int number, ApprovalWish wish)
    {
        if (order.Placed is not { } placed)
            return (null, new Refusal("unknown-purchase-order", "/purchaseOrder", "There is no such purchase order."));
        if (order.Line(number) is not { } line)
            return (null, new Refusal("unknown-line", "/line", $"{placed.Number} has no line {number}."));
        if (line.Timeline is not { } timeline)
            return (null, new Refusal("no-calendar", "/line", $"Line {number} has no ex-factory date and so no calendar to approve by."));
        if (Refuse(wish, timeline, MilestoneHome.Line) is { } refusal)
            return (null, refusal);
        if (wish.Colour is not null && wish.Colour != line.Order.Colour)
            return (null, new Refusal("unknown-colour", "/colour", $"Line {number} is of {line.Order.Colour}."));
        var sheet = Sheet(timeline, ApprovalTypes.Find(wish.Type)!, SubjectOf(placed, line, wish.Type, wish.Mill, wish.Size),
            placed.Brand, placed.Category, placed.Season, wish.Vendor ?? placed.Vendor) with
        {
            IsMandatory = wish.IsMandatory, IsByHand = true, HasOwnVendor = wish.Vendor is { } named && named != placed.Vendor, Ended = EndOf(order, line),
        };
        return (sheet, sheet.Ended is null ? null : ApprovalMoves.RefuseEnded(sheet) with { Pointer = "/line" });
    }

    private static ApprovalEnd? EndOf(PurchaseOrderState order, LineState line) =>
        line.IsCancelled || order.Life.Phase == Phase.Cancelled ? ApprovalEnd.Cancelled
        : order.Life.Phase == Phase.Closed ? ApprovalEnd.Closed
        : null;

    private static IEnumerable<(ApprovalType Type, int Milestone)> Needed(Timeline timeline, MilestoneHome home) =>
        from type in ApprovalTypes.All
        let completed = type.In(timeline.Template)
        where completed is { IsPlanned: true }
        let m = timeline.Template.IndexOf(completed.Milestone)
        where timeline.Template.Milestones[m].Home == home
        select (type, m);

    // What the brand's own people reported as reached needs nothing more; what approvals reached needs what was added since.
    private static bool IsOpen(Timeline timeline, int milestone, string? colour) =>
        (colour is null ? timeline.Holding(milestone, Classifier.Actual) : timeline.HoldingFor(colour, milestone, Classifier.Actual))
            is null or { Source: MilestoneApprovals.Source }
        || !timeline.IsVouchedFor(timeline.Template.Milestones[milestone].Code, colour, besides: MilestoneApprovals.Source);

    private static Refusal? Refuse(ApprovalWish wish, Timeline timeline, MilestoneHome home)
    {
        if (ApprovalTypes.Find(wish.Type) is not { } type)
            return new Refusal("unknown-approval-type", "/type", $"'{wish.Type}' is no type of approval.");
        return HomeOf(type, timeline.Template) == home ? null
            : home == MilestoneHome.Line
                ? new Refusal("lives-on-style", "/type", $"A {type.Name} is approved for the style: name the style instead of purchaseOrder and line.")
                : new Refusal("lives-on-line", "/type", $"A {type.Name} is approved for the PO line: name purchaseOrder and line instead of the style.");
    }

    private static MilestoneHome HomeOf(ApprovalType type, CalendarTemplate template) =>
        type.In(template) is { } completed ? template.Milestones[template.IndexOf(completed.Milestone)].Home : type.Home;

    private static ApprovalSubject SubjectOf(OrderHeader order, LineState line, string type, string? mill, string? size) =>
        new(line.Order.Style, order.Number, line.Order.Number, type, line.Order.Colour, mill, size);

    private static ApprovalSheet Sheet(
        Timeline timeline, ApprovalType type, ApprovalSubject subject, string brand, string category, string season, string? vendor)
    {
        var completed = type.In(timeline.Template);
        // What no milestone waits for is wanted by ex-factory.
        var m = completed is null ? timeline.Template.ExFactory : timeline.Template.IndexOf(completed.Milestone);
        var milestone = timeline.Template.Milestones[m];
        var reviewDays = milestone.SubmitOffset is { } submit ? milestone.DueOffset - submit : ApprovalType.UsualReviewDays;
        var atReceipt = completed?.AtReceipt == true;
        var submitBy = timeline.Schedule.Plan[m].AddDays(atReceipt ? 0 : -reviewDays);
        return new ApprovalSheet(
            subject, brand, category, season, vendor, type.Reviewer, completed?.Milestone,
            completed is not null && type.PerColour && milestone.PerColour, atReceipt, IsMandatory: true,
            submitBy.AddDays(-type.RoundDays), submitBy, submitBy.AddDays(reviewDays), reviewDays);
    }
}

/// <summary>An approval that somebody asks for by hand.</summary>
/// <param name="IsMandatory">The milestone is not to be reached without it.</param>
[GenerateSerializer, Immutable, Alias("approval-wish")]
public sealed record ApprovalWish(string Type, string? Colour, string? Mill, string? Size, string? Vendor, bool IsMandatory)
{
    /// <summary>By which the same approval would be asked for again. A line's colour is whatever the line has then, and so is its vendor but for its own.</summary>
    public static ApprovalWish Of(ApprovalSheet sheet)
    {
        var subject = sheet.Subject;
        return new ApprovalWish(
            subject.Type, subject.IsOfLine ? null : subject.Colour, subject.Mill, subject.Size,
            subject.IsOfLine && !sheet.HasOwnVendor ? null : sheet.Vendor, sheet.IsMandatory);
    }
}
