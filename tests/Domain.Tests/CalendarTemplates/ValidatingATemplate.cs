using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Tests.CalendarTemplates.SomeTemplate;

namespace Selvedge.Domain.Tests.CalendarTemplates;

public sealed class ValidatingATemplate
{
    [Fact]
    public void A_cycle_is_told_with_its_path() =>
        Has(Of(Line("X1", -30, ("X3", 0)), Line("X2", -30, ("X1", 0)), Line("X3", -30, ("X2", 0))),
            "X1", "/milestones/0/after", "cycle", "X1 waits for itself: X1 after X3 after X2 after X1.");

    [Fact]
    public void A_milestone_that_follows_itself_is_a_cycle() =>
        Has(Of(Line("X1", -30, ("X1", 0))), "X1", "/milestones/0/after", "cycle", "X1 waits for itself: X1 after X1.");

    [Fact]
    public void A_lag_that_the_plan_leaves_no_room_for_is_told_by_its_place() =>
        Has(Of(Line("X1", -30), Line("X2", -20, ("X1", 11))),
            "X2", "/milestones/1/after/0/minDays", "lag-does-not-fit", "X2 follows X1 by at least 11 days, but is planned 10 days after it.");

    [Fact]
    public void A_lag_of_all_the_room_there_is_fits() => Assert.Empty(TemplateFaults.Of(Of(Line("X1", -30), Line("X2", -20, ("X1", 10)))));

    [Fact]
    public void The_order_in_which_milestones_are_listed_does_not_matter() =>
        Assert.Empty(TemplateFaults.Of(Of(ExFactory, Line("X2", -20, ("X1", 10)), Line("X1", -30))));

    [Fact]
    public void A_style_cannot_wait_for_a_line() =>
        Has(Of(Line("X1", -30), Style("X2", -20, ("X1", 5))), "X2", "/milestones/1/after/0/milestone", "wrong-way-round");

    [Fact]
    public void A_gate_that_something_is_sent_for_is_opened_by_an_approval()
    {
        var gate = Line("X1", -30) with { Gate = true, SubmitOffset = -35 };
        Has(Of(gate), "X1", "/milestones/0/gate", "nothing-opens-it");
        Has(Of(gate with { Approvals = [new AskedApproval("pp", false, false)] }), "X1", "/milestones/0/gate", "nothing-opens-it");
        Assert.Empty(TemplateFaults.Of(Of(gate with { Approvals = [new AskedApproval("pp", true, false)] })));
        // What nobody sends anything for is passed by a report.
        Assert.Empty(TemplateFaults.Of(Of(gate with { SubmitOffset = null })));
    }

    [Fact]
    public void A_milestone_waits_for_types_that_there_are_and_each_for_its_own()
    {
        Has(Of(Line("X1", -30) with { Approvals = [new AskedApproval("pre-pro", true, false)] }), "X1", "/milestones/0/approvals/0/type", "unknown-approval-type");
        Has(Of(Line("X1", -30) with { Approvals = [new AskedApproval("pp", true, false)] }, Line("X2", -20) with { Approvals = [new AskedApproval("pp", true, false)] }),
            "X2", "/milestones/1/approvals/0/type", "approval-twice");
    }

    [Fact]
    public void Somebody_must_see_to_every_milestone() =>
        Has(Of(Line("X1", -30) with { Role = " " }), "X1", "/milestones/0/role", "no-owner");

    [Fact]
    public void A_predecessor_must_be_there() =>
        Has(Of(Line("X1", -30, ("X7", 5))), "X1", "/milestones/0/after/0/milestone", "unknown-predecessor");

    [Fact]
    public void A_code_stands_once() => Has(Of(Line("X1", -30), Line("X1", -20)), "X1", "/milestones/1/code", "code-twice");

    [Fact]
    public void There_is_one_ex_factory()
    {
        Has(new TemplateSheet("None", null, "apparel", [Line("X1", -30)]), null, "/milestones", "no-ex-factory");
        Has(Of(ExFactory, ExFactory with { Code = "X98" }), null, "/milestones", "no-ex-factory");
    }

    [Fact]
    public void Ex_factory_is_day_zero_on_the_line_for_everybody_and_the_end()
    {
        Has(Of(ExFactory with { DueOffset = -1 }), "X99", "/milestones/0/dueOffset", "impossible-offset");
        Has(Of(ExFactory with { Home = MilestoneHome.Style }), "X99", "/milestones/0/home", "lives-on-line");
        Has(Of(ExFactory.When(TemplateAttributes.Printed, TemplateAttributes.Yes)), "X99", "/milestones/0/when", "always-applies");
        Has(Of(ExFactory, Line("X1", 0, ("X99", 0))), "X1", "/milestones/1/after/0/milestone", "after-ex-factory");
    }

    [Fact]
    public void A_condition_is_one_that_can_hold()
    {
        Has(Of(Line("X1", -30).When("moon", "full")), "X1", "/milestones/0/when/0/attribute", "unknown-attribute");
        Has(Of(Line("X1", -30).When(TemplateAttributes.ShipMode, "mule")), "X1", "/milestones/0/when/0/value", "unknown-value");
        Has(Of(Line("X1", -30).When(TemplateAttributes.ShipMode, "sea").When(TemplateAttributes.ShipMode, "air")), "X1", "/milestones/0/when/1", "never-applies");
    }

    [Fact]
    public void Only_a_style_does_something_for_each_colour() =>
        Has(Of(Line("X1", -30) with { PerColour = true }), "X1", "/milestones/0/perColour", "lives-on-line");

    [Theory]
    [InlineData(1)]
    [InlineData(-1_001)]
    public void An_offset_lies_before_ex_factory_and_within_reason(int due) =>
        Has(Of(Line("X1", due)), "X1", "/milestones/0/dueOffset", "impossible-offset");

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            ["no-owner", "lag-does-not-fit", "unknown-predecessor"],
            TemplateFaults.Of(Of(Line("X1", -30) with { Role = "" }, Line("X2", -25, ("X1", 9), ("X7", 1)))).Select(f => f.Code));

    private static void Has(TemplateSheet sheet, string? milestone, string pointer, string code, string? detail = null)
    {
        var fault = Assert.Single(TemplateFaults.Of(sheet), f => f.Code == code);
        Assert.Equal((milestone, pointer), (fault.Milestone, fault.Pointer));
        if (detail is not null)
            Assert.Equal(detail, fault.Detail);
    }
}
