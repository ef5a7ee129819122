using System.Collections.Immutable;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Styles;

/// <summary>One apparel style of two colours: Clara supervises, Noor assists.</summary>
public abstract class StyleLifeSpec : Spec<Style, StyleCommand, StyleEvent, StyleState>
{
    protected static readonly DateOnly ExFactory = new(2027, 3, 1);
    protected static readonly Author Clara = new("clara", "manager");
    protected static readonly Author Noor = new("noor", "assistant");
    private int asked, reports;

    protected StyleLifeSpec() => Record();

    protected BrandSettings Brand { get; set; } = BrandSettings.Default;

    protected Surroundings Around => new(new(2026, 9, 20, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown) { Brand = Brand };

    protected StyleLife Life => State.Life;

    protected IEnumerable<string> Holds => StyleStanding.Of(State).Holds.Select(h => h.Milestone);

    /// <summary>What the style is said to be like; a file says nothing of it.</summary>
    protected virtual ImmutableArray<AttributeValue>? Like => null;

    protected void Record(string name = "Fleece crew", params ImmutableArray<string> colours) => Record(Like, name, colours);

    /// <param name="like">What the file says of it.</param>
    protected void Record(ImmutableArray<AttributeValue>? like, string name = "Fleece crew", params ImmutableArray<string> colours) => When(new StyleCommand.Record(new StyleSheet(
        "ST-1", name, "HALDEN", "apparel", "SS27", null, null, colours.IsEmpty ? ["Ink", "Chalk"] : colours, ExFactory, [], like)), Around);

    protected void Do(StyleAct act, Author? by = null) => When(new StyleCommand.Ask(new Guid(++asked, 0, 0, new byte[8]), act, by ?? Clara), Around);

    protected void Advance(StyleStage? from = null, Author? by = null) => Do(new StyleAct(Advance: new AdvanceStage(from ?? Life.Stage, null)), by);

    protected void Waive(string milestone, Author? by = null, string reason = "plain style") => Do(new StyleAct(Waive: new WaiveMilestone(milestone, reason)), by);

    protected void Rename(string name, Author? by = null) =>
        Revise(new ReviseProfile(name, null, null, null, null, null, null, "name is taken"), by);

    protected void Revise(ReviseProfile what, Author? by = null) => Do(new StyleAct(Revise: what), by);

    protected void OverrideAway(string milestone) =>
        When(new StyleCommand.Override(new OverrideMilestone(0, new MilestoneOverride(milestone, OverrideKind.NotApplicable, [], null, "plain style"))), Around);

    protected void Confirm(Author? by = null) => Do(new StyleAct(ConfirmProposal: new ProposalAnswer(Life.Proposals[0].Id, null)), by);

    protected void Report(params string[] milestones)
    {
        foreach (var milestone in milestones)
            When(new StyleCommand.Report(new ReportMilestone(
                "PLM", $"e{++reports}", Around.Now, false, 0, milestone, Classifier.Actual, new DateOnly(2026, 9, 1), null, null)), Around);
    }

    protected void Retract(int report) => When(new StyleCommand.Report(new ReportMilestone(
        "PLM", $"e{report}", Around.Now.AddMinutes(1), true, 0, "", Classifier.Actual, default, null, null)), Around);

    protected void Order(string order, int version, StyleStage? stage) =>
        When(new StyleCommand.TakeOrder(new OrderProgress(order, version, stage)), Around);

    /// <summary>By the way that every style goes.</summary>
    protected void Reach(StyleStage stage)
    {
        Report("A01", "A02");
        if (stage >= StyleStage.Development)
            Advance();
        Report("A03", "A05", "A06", "A07", "A08", "A09");
        if (stage >= StyleStage.Adopted)
            Advance();
        if (stage > StyleStage.Adopted)
        {
            Report("A11", "A12");
            Order("PO-1", 1, stage is StyleStage.Closed ? StyleStage.HandedOff : stage);
        }

        if (stage == StyleStage.Closed)
            Advance();
        Assert.Equal(stage, Life.Stage);
    }
}
