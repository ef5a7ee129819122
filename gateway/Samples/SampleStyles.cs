using System.Collections.Immutable;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// What was decided of the styles of a sample: stages closed where nothing holds them, a few by a waiver, some of those still
/// waiting for a second person; some adopted profiles changed since, some of these acknowledged. The same seed gives the same.
/// </summary>
internal sealed class SampleStyles(int seed, ImmutableArray<PersonSheet> people)
{
    private const double ShareWaived = 0.3;
    private const double ShareProposed = 0.3;
    private const double ShareChanged = 0.06;
    private const double ShareClosed = 0.4;
    private const double ShareAgreed = 0.35;

    private static readonly string[] WhyWaived = ["carried over from last season", "agreed in the line review", "the vendor works from last season's", "follows within the week"];

    /// <summary>What is asked next of a style as it stands; null where nothing is.</summary>
    public (Author By, StyleAct Act)? Next(StyleView style)
    {
        var (standing, dice) = (style.Standing, Dice(style.Number, style.Standing.Stage));
        var (manager, assistant) = (people.Acting(style.Brand, style.Category, "manager"), people.Acting(style.Brand, style.Category, "assistant"));
        var isHeld = !standing.Holds.IsEmpty;
        if (!standing.Proposals.IsEmpty || style.Milestones.IsEmpty)
            return null;
        if (!isHeld)
            return standing.Stage switch
            {
                StyleStage.Concept => (manager, Advance(style)),
                // Adopted in the sample where its next step is due.
                StyleStage.Development when style.Milestones.Any(m => m.Code is "A10" or "B13" or "F13" && m.Actual is not null) => (manager, Advance(style)),
                StyleStage.HandedOff when dice.Happens(ShareClosed) => (manager, Advance(style)),
                _ => null,
            };
        if (standing.Holds.Length > 1 || !dice.Happens(ShareWaived))
            return null;
        var waive = new StyleAct(Waive: new WaiveMilestone(standing.Holds[0].Milestone, dice.Of<string>(WhyWaived)));
        return (dice.Happens(ShareProposed) && assistant.Role == "assistant" ? assistant : manager, waive);
    }

    /// <summary>What was changed of an adopted style; mostly nothing.</summary>
    public (Author By, StyleAct Act)? Changed(StyleView style)
    {
        var dice = Dice(style.Number, null);
        if (style.Standing.Profile == 0 || style.Standing.Stage is StyleStage.HandedOff or StyleStage.Closed || !dice.Happens(ShareChanged))
            return null;
        var change = dice.Next(3) switch
        {
            0 => new ReviseProfile($"{style.Name} II", null, null, null, null, null, null, "the name is taken in two markets"),
            1 => new ReviseProfile(null, null, null, null, style.Colours[..^1], null, null, $"{style.Colours[^1]} fails the wash test"),
            _ => new ReviseProfile(null, null, "Unisex", null, null, null, null, "sold on both floors"),
        };
        return (people.Acting(style.Brand, style.Category, "manager"), new StyleAct(Revise: change));
    }

    /// <summary>What day was agreed for what of a style is late; mostly none.</summary>
    public (Author By, StyleAct Act)? Agreed(StyleView style)
    {
        var dice = new Random(Seeds.Of(seed, $"{style.Number}/agreed", 1));
        var late = style.Milestones.FirstOrDefault(m => m is { Actual: null } && m.Forecast > m.Committed);
        if (late is null || style.Standing.Proposals.Length > 0 || style.Milestones.Any(m => m.Agreed is not null) || !dice.Happens(ShareAgreed))
            return null;
        var reason = late.Heard?.Reason ?? "FA-SAMPLE";
        var commit = new CommitStyleDate(late.Code, late.Forecast, reason, null, "agreed in the weekly call");
        return (people.Acting(style.Brand, style.Category, dice.Happens(0.5) ? "assistant" : "manager"), new StyleAct(Commit: commit));
    }

    /// <summary>Who has acknowledged the changed profiles by which lines of the order are made, of those that were asked.</summary>
    public IEnumerable<(Author By, OrderAct Act)> Acknowledged(PurchaseOrderView order)
    {
        foreach (var line in order.Lines.Where(l => l.Profile is { Due: not null }).DistinctBy(l => l.Style))
        {
            var (dice, answer) = (Dice(order.Number, null), new ProfileAnswer(line.Style!, line.Profile!.Present, null, null));
            if (dice.Happens(0.5))
                yield return (people.Acting(order.Brand, order.Category, "manager"), new OrderAct(AcknowledgeProfile: answer));
            if (dice.Happens(0.3))
                yield return (people.Answering(order.Vendor), new OrderAct(AcknowledgeProfile: answer));
        }
    }

    // When the last of what holds the stage was done; today where that is not known.
    private static StyleAct Advance(StyleView style)
    {
        var holds = TemplateShelf.BuiltIn.For("", style.Category)!.Sheet.Milestones.Where(m => m.Holds == style.Standing.Stage).Select(m => m.Code).ToHashSet();
        return new(Advance: new AdvanceStage(style.Standing.Stage, null, style.Milestones.Where(m => holds.Contains(m.Code)).Max(m => m.Actual)));
    }

    private Random Dice(string subject, StyleStage? stage) => new(Seeds.Of(seed, $"{subject}/{stage}", 1));
}
