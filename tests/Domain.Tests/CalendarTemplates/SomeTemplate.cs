using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.CalendarTemplates;

/// <summary>Templates as short as a claim needs them.</summary>
internal static class SomeTemplate
{
    public static readonly MilestoneSheet ExFactory = Line("X99", 0) with { Stage = Stage.ExFactory };

    /// <summary>The milestones and, unless there is one among them, ex-factory.</summary>
    public static TemplateSheet Of(params ImmutableArray<MilestoneSheet> milestones) => new(
        "Short", null, "apparel", milestones.Any(m => m.Stage == Stage.ExFactory) ? milestones : milestones.Add(ExFactory));

    public static MilestoneSheet Line(string code, int due, params ReadOnlySpan<(string Milestone, int MinDays)> after) =>
        Milestone(code, MilestoneHome.Line, due, after);

    public static MilestoneSheet Style(string code, int due, params ReadOnlySpan<(string Milestone, int MinDays)> after) =>
        Milestone(code, MilestoneHome.Style, due, after);

    public static MilestoneSheet When(this MilestoneSheet milestone, string attribute, string value) =>
        milestone with { When = milestone.When.Add(new AttributeValue(attribute, value)) };

    /// <summary>Every milestone and lag of a fitted template, such as <c>X2: X1+5</c>.</summary>
    public static IEnumerable<string> Written(this CalendarTemplate template) => template.Milestones.Select(m =>
        $"{m.Code}: {string.Join(' ', m.After.Select(a => $"{template.Milestones[a.Predecessor].Code}+{a.MinDays}"))}".TrimEnd(':', ' '));

    private static MilestoneSheet Milestone(string code, MilestoneHome home, int due, ReadOnlySpan<(string Milestone, int MinDays)> after)
    {
        var lags = ImmutableArray.CreateBuilder<Lag>();
        foreach (var (milestone, days) in after)
            lags.Add(new Lag(milestone, days));
        return new MilestoneSheet(code, $"Milestone {code}", "Vendor", Side.Factory, home, null, due, lags.ToImmutable(), null, [], false, false);
    }
}
