using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Styles;

/// <summary>What lists need of one style, written with every append.</summary>
/// <param name="Next">The open milestone that is due first, of those that live on the style; null in rows written before it was kept.</param>
/// <param name="FloatDays">Null for a style without a calendar.</param>
/// <param name="Discrepancies">Those that are open; null for none.</param>
/// <param name="Settled">Discrepancies that somebody settled; null for none.</param>
/// <param name="Reviewed">What the newest line review has decided; nothing is next on a style that was dropped.</param>
/// <param name="Waiting">How many acts wait for a second person.</param>
/// <param name="Material">Its main material; null where nobody has said.</param>
public sealed record StyleRow(
    string Number, string Name, string Brand, string Category, string Season, string? Gender, string? ArticleType,
    ImmutableArray<string> Colours, DateOnly? TargetExFactory, Health Health, string? Template = null, int TemplateVersion = 0,
    NextMilestone? Next = null, int? FloatDays = null, StyleStage Stage = StyleStage.Concept,
    ReviewedStyle? Reviewed = null, int Waiting = 0, ImmutableArray<DiscrepancyView>? Discrepancies = null, ImmutableArray<SettledDiscrepancy>? Settled = null,
    string? Material = null)
{
    /// <summary>Null until the style was registered.</summary>
    public static StyleRow? Of(StyleState style) => style.Profile is not { } p
        ? null
        : new StyleRow(p.Number, p.Name, p.Brand, p.Category, p.Season, p.Gender, p.ArticleType, p.Colours, p.TargetExFactory, style.Health,
            style.Timeline?.Schedule.Template, style.Timeline?.Schedule.TemplateVersion ?? 0,
            style.Timeline is { } timeline && style.Reviewed is not { IsDropped: true }
                ? NextMilestone.Of(timeline, timeline.Facts(), MilestoneHome.Style) : null, style.Timeline?.Outlook.FloatDays,
            style.Life.Stage, style.Reviewed, style.Life.Proposals.Length, StyleDiscrepancies.Open(style), StyleDiscrepancies.Settled(style), p.Spec?.Material);
}

/// <summary>One style whole, as a person reads it.</summary>
/// <param name="Version">Number of events that led to it.</param>
/// <param name="SlipDays">What its dates alone would force on its target ex-factory: the days of the causes less the float absorbed.</param>
/// <param name="Attributes">What it is like, as far as it decides milestones; null where nothing is said.</param>
[GenerateSerializer, Immutable, Alias("style-view")]
public sealed record StyleView(
    string Number, string Name, string Brand, string Category, string Season, string? Gender, string? ArticleType,
    ImmutableArray<string> Colours, DateOnly? TargetExFactory, Health Health, int Version, StyleStanding Standing, ImmutableArray<MilestoneView> Milestones, CalendarView? Calendar = null,
    int SlipDays = 0, int FloatAbsorbedDays = 0, ImmutableArray<Cause>? Causes = null, ImmutableArray<DiscrepancyView>? Discrepancies = null,
    ImmutableArray<AttributeValue>? Attributes = null, StyleSpec? Spec = null)
{
    /// <summary>Null until the style was registered. The line's milestones are left out: they live on the PO.</summary>
    public static StyleView? Of(StyleState style, int version) => style.Profile is not { } p
        ? null
        : new StyleView(
            p.Number, p.Name, p.Brand, p.Category, p.Season, p.Gender, p.ArticleType, p.Colours, p.TargetExFactory, style.Health, version, StyleStanding.Of(style),
            [.. MilestoneView.Of(style.Timeline, MilestoneHome.Style, style.AsOf).Where(m => m.Home == MilestoneHome.Style).Select(m => Agreed(ByColour(m, style), style))],
            CalendarView.Of(style.Timeline), style.Timeline?.Outlook.SlipDays ?? 0, style.Timeline?.Outlook.FloatAbsorbedDays ?? 0,
            style.Timeline?.Outlook.Causes, StyleDiscrepancies.Open(style), p.Attributes, p.Spec);

    private static MilestoneView Agreed(MilestoneView milestone, StyleState style) =>
        style.Commitment(milestone.Code) is { } agreed ? milestone with { Committed = agreed.Date, Agreed = agreed } : milestone;

    private static MilestoneView ByColour(MilestoneView milestone, StyleState style) =>
        (style.Colours ?? []).Where(c => c.Milestone == milestone.Code).ToImmutableArray() is { IsEmpty: false } colours
            ? milestone with { Colours = [.. colours.Select(c => ColourOf(c, style.Timeline!))] }
            : milestone;

    private static ColourView ColourOf(ColourDay day, Timeline timeline)
    {
        var milestone = timeline.Template.IndexOf(day.Milestone);
        var actual = timeline.HoldingFor(day.Colour, milestone, Classifier.Actual);
        return new ColourView(day.Colour, day.Day, actual?.Date, ClaimView.Of(actual ?? timeline.HoldingFor(day.Colour, milestone, Classifier.Estimate)));
    }
}
