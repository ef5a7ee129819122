using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>By which version of its style's profile a line is made, and whether both sides know.</summary>
internal static class Profiles
{
    /// <summary>
    /// A profile that is otherwise after the sample was sealed by which the goods are made asks both sides to acknowledge it. The
    /// first is none: adopted, a style is as it was ordered.
    /// </summary>
    /// <param name="order">Before the dates are taken.</param>
    public static IEnumerable<Event> AskedAfter(StyleDates dates, PurchaseOrderState order, Surroundings around)
    {
        ImmutableArray<int> lines =
        [
            .. order.Lines.Where(l => l is { IsOver: false, Actual: null, Timeline.HandedOver: { } known }
                && known.Style == dates.Style && Math.Max(known.Profile, 1) < dates.Profile
                && Math.Min(l.Profile.Brand, l.Profile.Vendor) < dates.Profile && Gates.IsSealed(l)).Select(l => l.Order.Number),
        ];
        return lines.IsEmpty ? [] : [new Event.ProfileAsked(dates.Style, dates.Profile, lines, around.Now.AddHours(around.Brand.AnswerHours))];
    }

    /// <summary>
    /// The lines of which the sample is sealed now, with the profile that it was sealed by. One that was sealed before that was
    /// kept was sealed by the profile that it knew of, unless both sides were asked about another since.
    /// </summary>
    public static ImmutableArray<Event> Sealed(PurchaseOrderState before, PurchaseOrderState after) =>
    [
        .. from line in after.Lines
           let was = before.Line(line.Order.Number)
           where line.Order.Style is not null && (was is null || !ReferenceEquals(was.Timeline, line.Timeline) || was.Approvals != line.Approvals)
           where Gates.IsSealed(line)
           let known = was is not null && Gates.IsSealed(was)
           where !known || was!.Profile is { Sealed: 0, Asked: 0 }
           let profile = Present(known ? was! : line)
           where profile > 0 && profile != line.Profile.Sealed
           group line.Order.Number by (Style: line.Order.Style!, Profile: profile) into lines
           select new Event.SampleSealed(lines.Key.Style, lines.Key.Profile, [.. lines]),
    ];

    public static Decision<Event> Acknowledge(ProfileAnswer answer, Case asked)
    {
        var own = asked.By.Role == "vendor" ? Party.Vendor : Party.Brand;
        if (answer.Side is { } said && said != own && own == Party.Vendor)
            return new Refusal("not-your-side", "/side", "The brand's side is acknowledged by the brand.");
        var (side, lines) = (answer.Side ?? own, asked.Order.Lines.Where(l => l is { IsOver: false } && l.Order.Style == answer.Style).ToList());
        if (lines.Count == 0)
            return new Refusal("unknown-style", "/style", $"{asked.Header.Number} has no open line of {answer.Style}.");
        // A line that waits on the style anew, or on nothing for want of a date, may have heard of less than the others.
        if (lines.Max(Present) is var present && present != answer.Profile)
            return new Refusal("other-version", "/profile", present == 0
                ? $"{answer.Style} was not adopted: it has no profile yet."
                : $"Version {present} of the profile is the present one, not {answer.Profile}.");
        ImmutableArray<int> behind = [.. lines.Where(l => HeldBy(side, l.Profile) < answer.Profile).Select(l => l.Order.Number)];
        return behind.IsEmpty
            ? ImmutableArray<Event>.Empty
            : [new Event.ProfileAcknowledged(answer.Style, answer.Profile, side, behind, answer.Note)];
    }

    /// <summary>The newest version that the line has heard of; 0 for none.</summary>
    public static int Present(LineState line) => line.Timeline?.HandedOver?.Profile ?? 0;

    /// <summary>A side holds an older version than there is.</summary>
    public static bool IsBehind(LineState line) => !line.IsOver && Math.Min(line.Profile.Brand, line.Profile.Vendor) < Present(line);

    /// <summary>The first time that an acknowledgement is due and was not missed yet; null while none is.</summary>
    public static DateTimeOffset? Due(PurchaseOrderState order)
    {
        DateTimeOffset? first = null;
        foreach (var line in order.Lines)
            if (line is { IsOver: false, Profile: { IsOverdue: false, Due: { } due } } && (first is null || due < first))
                first = due;
        return first;
    }

    /// <summary>What was due by now and has not come.</summary>
    public static ImmutableArray<Event> Missed(PurchaseOrderState order, DateTimeOffset now) =>
    [
        .. from line in order.Lines
           where line is { IsOver: false, Profile: { IsOverdue: false, Due: not null } } && line.Profile.Due <= now
           group line.Order.Number by (Style: line.Order.Style!, line.Profile.Asked, Due: line.Profile.Due!.Value) into missed
           select new Event.ProfileAnswerMissed(missed.Key.Style, missed.Key.Asked, [.. missed], missed.Key.Due),
    ];

    /// <summary>
    /// What has begun while a side does not know how the goods are to be: somebody is to know while it can still be stopped, so
    /// nothing once they have left. Null where there is none.
    /// </summary>
    public static DiscrepancyView? Warning(LineState line, Timeline timeline)
    {
        if (!line.Profile.IsOpen || line.Stage is < Stage.Cutting or >= Stage.ExFactory)
            return null;
        var milestones = timeline.Template.Milestones;
        for (var m = 0; m < milestones.Length; m++)
            if (milestones[m].Stage >= Stage.Cutting && timeline.Holding(m, Classifier.Actual) is { } begun)
                return new DiscrepancyView(
                    DiscrepancyKind.Profile, milestones[m].Code, milestones[m].Name,
                    $"{milestones[m].Name} has happened, and profile version {line.Profile.Asked} is not acknowledged by the {Waiting(line.Profile)}",
                    [StatementView.Of(new Statement(milestones[m].Code, begun.Source, begun.Date), timeline)], begun.HeardAt);
        return null;
    }

    private static string Waiting(LineProfile profile) =>
        (profile.Brand < profile.Asked, profile.Vendor < profile.Asked) switch { (true, true) => "brand and the vendor", (true, _) => "brand", _ => "vendor" };

    private static int HeldBy(Party side, LineProfile profile) => side == Party.Brand ? profile.Brand : profile.Vendor;
}
