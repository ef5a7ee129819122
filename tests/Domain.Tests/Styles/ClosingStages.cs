using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Styles;

/// <summary>A stage does not close while a milestone is open that holds it, except by a waiver with its reason.</summary>
public sealed class ClosingStages : StyleLifeSpec
{
    protected override ImmutableArray<AttributeValue>? Like => [new(TemplateAttributes.Printed, TemplateAttributes.Yes)];

    [Fact]
    public void A_stage_that_is_held_names_what_holds_it()
    {
        Assert.Equal(["A01", "A02"], Holds);
        Advance();
        ThenRefused("stage-held");
        Assert.Equal("Concept does not close while open: Season brief / line plan signed; Tech pack handed to vendor.", Answer.Refusal!.Detail);
        Report("A01", "A02");
        Advance();
        Assert.Equal(StyleStage.Development, Life.Stage);
    }

    [Fact]
    public void A_stage_may_be_said_to_have_closed_before_but_neither_later_nor_before_it_began()
    {
        Report("A01", "A02");
        var today = Around.Calendar.DayAt(Around.Now);
        Do(new StyleAct(Advance: new AdvanceStage(StyleStage.Concept, null, today.AddDays(-5))));
        Report([.. Holds]);
        Do(new StyleAct(Advance: new AdvanceStage(StyleStage.Development, null, today.AddDays(1))));
        ThenRefused("impossible-date");
        Do(new StyleAct(Advance: new AdvanceStage(StyleStage.Development, null, today.AddDays(-6))));
        ThenRefused("impossible-date");
        Do(new StyleAct(Advance: new AdvanceStage(StyleStage.Development, null, today.AddDays(-3))));
        Assert.Equal((StyleStage.Adopted, today.AddDays(-3)), (Life.Stage, Happened<StyleEvent.StageReached>().Last().On));
        Assert.Equal(today.AddDays(-3), State.Timeline!.Actual(State.Timeline.Template.IndexOf("A10")));
    }

    [Fact]
    public void A_milestone_by_colour_holds_until_its_last_colour_is_done()
    {
        Reach(StyleStage.Development);
        Assert.Empty(Holds);
        var other = new ByColour();
        Assert.Contains("A06", other.HeldBy);
    }

    [Fact]
    public void A_waiver_lets_the_stage_close_and_the_milestone_stays_open()
    {
        Report("A01");
        Waive("A02", reason: "the vendor has last season's");
        Assert.Equal(("A02", "the vendor has last season's", Clara), Happened<StyleEvent.MilestoneWaived>().Select(e => (e.Waiver.Milestone, e.Waiver.Reason, e.Waiver.By)).Single());
        Advance();
        Assert.Equal(StyleStage.Development, Life.Stage);
        Assert.Null(State.Timeline!.Actual(State.Timeline.Template.IndexOf("A02")));
    }

    [Fact]
    public void Where_an_approval_is_asked_for_others_may_say_that_it_is_done_and_the_stage_is_held_all_the_same()
    {
        Report("A01");
        When(new StyleCommand.TakeApprovals(new MilestoneApprovals(
            new ApprovedMilestone("ST-1", null, 0, "A02", null), 1, ApprovalsStand.Open, "Tech pack version, round 1, requested", "V-1",
            new ReportMilestone(MilestoneApprovals.Source, "0/A02/", Around.Now, true, 0, "A02", Classifier.Estimate, default, null, null))), Around);
        When(new StyleCommand.Report(new ReportMilestone(
            "V-1", "v", Around.Now, false, 0, "A02", Classifier.Actual, new DateOnly(2026, 9, 2), null, null, Outside: true)), Around);
        Assert.Equal(["A02"], Holds);
        Report("A02");
        Assert.Empty(Holds);
    }

    [Theory]
    [InlineData("A10", "holds-nothing")]
    [InlineData("A01", "holds-nothing")]
    [InlineData("A04", "unknown-milestone")]
    [InlineData("A34", "unknown-milestone")]
    [InlineData("X99", "unknown-milestone")]
    public void Only_what_holds_a_stage_can_be_waived(string milestone, string code)
    {
        Report("A01");
        Waive(milestone);
        ThenRefused(code);
    }

    private void GoOver(int version, string milestone, StyleStage? holds)
    {
        var apparel = Templates.Published("APPAREL", 1)!.Sheet;
        Templates.Learn("STAGED", version, apparel with
        {
            Category = null, Milestones = [.. apparel.Milestones.Select(m => m.Code == milestone ? m with { Holds = holds } : m)],
        });
        When(new StyleCommand.Adopt(new AdoptTemplate("STAGED", version, [], "as the house works now")), Around);
    }

    [Fact]
    public void A_template_by_which_something_open_holds_its_stage_no_more_is_gone_over_to_once_that_was_waived()
    {
        Report("A01");
        GoOver(1, "A02", null);
        ThenRefused("stage-held");
        Assert.Equal(["A02"], Holds);
        Waive("A02");
        GoOver(1, "A02", null);
        Assert.Single(Happened<StyleEvent.TemplateAdopted>());
        Advance();
        Assert.Equal(StyleStage.Development, Life.Stage);
    }

    [Fact]
    public void Nor_is_what_holds_a_later_stage_lost_before_it_is_done()
    {
        Reach(StyleStage.Adopted);
        GoOver(2, "A12", null);
        ThenRefused("stage-held");
        Report("A12");
        GoOver(2, "A12", null);
        Assert.Equal("STAGED", State.Timeline!.Schedule.Template);
    }

    private void SayPrinted(string value) =>
        Revise(new ReviseProfile(null, null, null, null, null, null, [new AttributeValue(TemplateAttributes.Printed, value)], "as it is made"));

    [Fact]
    public void What_goods_are_said_to_be_like_lets_go_of_nothing_that_is_open_and_holds_a_stage()
    {
        Report("A01", "A02");
        Advance();
        Report("A03", "A05", "A06", "A08", "A09");
        SayPrinted("no");
        ThenRefused("stage-held");
        Assert.Equal("/attributes", Answer.Refusal!.Pointer);
        Record([new AttributeValue(TemplateAttributes.Printed, "no")]);
        ThenRefused("stage-held");
        Assert.Equal(["A07"], Holds);
        Waive("A07");
        SayPrinted("no");
        Assert.Equal(-1, State.Timeline!.Template.IndexOf("A07"));
    }

    [Fact]
    public void A_template_that_asks_for_more_holds_the_present_stage_by_it_and_opens_none_that_has_closed()
    {
        Reach(StyleStage.Development);
        GoOver(3, "A04", StyleStage.Concept);
        Assert.Equal(StyleStage.Development, Life.Stage);
        GoOver(4, "A04", StyleStage.Development);
        Assert.Contains("A04", Holds);
        Advance();
        ThenRefused("stage-held");
    }

    [Fact]
    public void A_waiver_has_a_reason_and_is_given_once()
    {
        Waive("A01", reason: " ");
        ThenRefused("required");
        Waive("A01");
        Waive("A01");
        ThenNothing();
    }

    [Theory]
    [InlineData("A02")]
    [InlineData("A07")]
    [InlineData("A10")]
    [InlineData("A12")]
    public void What_holds_a_stage_is_waived_and_not_overridden_away(string milestone)
    {
        OverrideAway(milestone);
        ThenRefused("stage-held");
    }

    [Fact]
    public void What_holds_nothing_or_is_waived_may_be_overridden_away()
    {
        OverrideAway("A04");
        Assert.Equal(-1, State.Timeline!.Template.IndexOf("A04"));
        Waive("A07");
        OverrideAway("A07");
        Assert.Equal(-1, State.Timeline!.Template.IndexOf("A07"));
    }

    [Fact]
    public void Where_the_adoption_was_overridden_away_the_line_review_still_holds()
    {
        var (template, schedule) = (Templates.Published("APPAREL", 1)!, State.Timeline!.Schedule);
        var change = new MilestoneOverride("A10", OverrideKind.NotApplicable, [], null, "as it could be once");
        var relaid = schedule.Relay(template, Around.Calendar, Tailoring.None.With(change));
        var style = Style.Evolve(Style.Evolve(State, new StyleEvent.MilestoneOverridden(relaid, change)), new StyleEvent.StageReached(StyleStage.Development, Clara, null));
        Assert.Contains("A09", StyleStanding.Of(style).Holds.Select(h => h.Milestone));
    }

    [Fact]
    public void What_was_closed_under_another_eye_is_not_closed_twice()
    {
        Reach(StyleStage.Development);
        Advance(StyleStage.Concept);
        ThenRefused("other-stage");
    }

    [Fact]
    public void A_style_without_a_calendar_stays_a_concept()
    {
        var bare = new Bare();
        bare.Ask();
        Assert.Equal("no-calendar", bare.Code);
        bare.Ordered();
        Assert.Equal((StyleStage.Concept, StyleStage.Ordered), (bare.Stage, bare.OfOrders));
    }

    [Fact]
    public void An_assistant_only_proposes_what_the_brand_marks_as_risky()
    {
        Waive("A01", Noor);
        Assert.Equal(("A01", Noor), (Life.Proposals.Single().Act.Waive!.Milestone, Life.Proposals[0].By));
        Assert.Contains("A01", Holds);
        Waive("A01", Noor);
        ThenRefused("already-proposed");
        Confirm(Noor);
        ThenRefused("same-person");
        Confirm(new Author("jo", "assistant"));
        ThenRefused("no-supervisor");
        Confirm();
        Assert.Equal((Noor, Clara), (Life.Waivers.Single().By, Life.Waivers[0].Second));
        Assert.DoesNotContain("A01", Holds);
        Assert.Empty(Life.Proposals);
    }

    [Fact]
    public void What_is_not_marked_an_assistant_does_alone()
    {
        Brand = Brand with { Risky = [] };
        Waive("A01", Noor);
        Assert.Single(Life.Waivers);
    }

    [Fact]
    public void A_proposal_is_judged_again_when_it_is_confirmed()
    {
        Waive("A01", Noor);
        Report("A01");
        Confirm();
        ThenRefused("holds-nothing");
        Do(new StyleAct(DeclineProposal: new ProposalAnswer(Life.Proposals[0].Id, null)));
        Assert.Empty(Life.Proposals);
    }

    [Fact]
    public void The_stages_and_the_profile_can_be_marked_too()
    {
        Brand = Brand with { Risky = [Risk.Stage, Risk.Profile] };
        Report("A01", "A02");
        Advance(by: Noor);
        Assert.Equal((StyleStage.Concept, 1), (Life.Stage, Life.Proposals.Length));
        Confirm();
        Assert.Equal(StyleStage.Development, Life.Stage);
        Rename("Fleece crew II", Noor);
        Assert.Equal("Fleece crew II", State.Profile!.Name);
        Report("A03", "A05", "A06", "A07", "A08", "A09");
        Advance();
        Rename("Fleece crew III", Noor);
        Assert.Equal(("Fleece crew II", 1), (State.Profile!.Name, Life.Proposals.Length));
    }

    [Fact]
    public void What_was_reported_in_error_reopens_no_stage()
    {
        Report("A01", "A02");
        Advance();
        Retract(1);
        Assert.Equal(StyleStage.Development, Life.Stage);
    }

    private sealed class ByColour : StyleLifeSpec
    {
        public IEnumerable<string> HeldBy
        {
            get
            {
                Report("A01", "A02");
                Advance();
                When(new StyleCommand.Report(new Milestones.ReportMilestone(
                    "LAB", "ink", Around.Now, false, 0, "A06", Milestones.Classifier.Actual, new DateOnly(2026, 9, 1), null, null, "Ink")), Around);
                return Holds;
            }
        }
    }

    private sealed class Bare : Spec<Style, StyleCommand, StyleEvent, StyleState>
    {
        private static readonly Surroundings Around = new(new(2026, 9, 20, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);

        public Bare() => When(new StyleCommand.Record(new StyleSheet("ST-2", "Tee", "HALDEN", "apparel", "SS27", null, null, [], null, [])), Around);

        public string? Code => Answer.Refusal?.Code;

        public StyleStage Stage => State.Life.Stage;

        public StyleStage? OfOrders => State.Life.Ordered;

        public void Ask() => When(new StyleCommand.Ask(Guid.Empty, new StyleAct(Advance: new AdvanceStage(StyleStage.Concept, null)), Clara), Around);

        public void Ordered() => When(new StyleCommand.TakeOrder(new OrderProgress("PO-1", 1, StyleStage.Ordered)), Around);
    }
}
