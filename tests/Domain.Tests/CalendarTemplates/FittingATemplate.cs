using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;
using Xunit.Abstractions;
using static Selvedge.Domain.Tests.CalendarTemplates.SomeTemplate;

namespace Selvedge.Domain.Tests.CalendarTemplates;

public sealed class FittingATemplate(ITestOutputHelper output)
{
    private static readonly PublishedTemplate Printing = new("SHORT", 1, Of(
        Line("X1", -40), Line("X2", -30, ("X1", 5)).When(TemplateAttributes.Printed, TemplateAttributes.Yes), Line("X3", -20, ("X2", 7), ("X1", 9)),
        Line("X4", -10, ("X2", 8)), ExFactory with { After = [new Lag("X3", 1), new Lag("X4", 1)] }));

    [Fact]
    public void A_milestone_whose_condition_holds_applies() =>
        Assert.Equal(["X1", "X2: X1+5", "X3: X2+7 X1+9", "X4: X2+8", "X99: X3+1 X4+1"], Printing.Fit(Said((TemplateAttributes.Printed, "yes"))).Written());

    [Fact]
    public void Where_one_drops_out_its_followers_follow_its_predecessors_by_both_lags_the_longer_of_two_ways() =>
        Assert.Equal(["X1", "X3: X1+12", "X4: X1+13", "X99: X3+1 X4+1"], Printing.Fit().Written());

    [Fact]
    public void What_follows_nothing_any_more_stands_at_its_plan() =>
        Assert.Equal(
            ["X2", "X99"],
            new PublishedTemplate("SHORT", 1, Of(Line("X1", -40).When(TemplateAttributes.Washed, "yes"), Line("X2", -30, ("X1", 5)))).Fit().Written());

    [Fact]
    public void Where_nobody_says_the_usual_holds()
    {
        var template = new PublishedTemplate("SHORT", 1, Of(
            Line("X1", -40).When(TemplateAttributes.ShipMode, "sea"), Line("X2", -40).When(TemplateAttributes.ShipMode, "air"),
            Line("X3", -40).When(TemplateAttributes.Origin, "import").When(TemplateAttributes.NewVendor, "no")));
        Assert.Equal(["X1", "X3", "X99"], template.Fit().Written());
        Assert.Equal(["X2", "X99"], template.Fit(Said((TemplateAttributes.ShipMode, "air"), (TemplateAttributes.NewVendor, "yes"))).Written());
    }

    [Fact]
    public void Only_what_decides_a_condition_is_kept_of_what_is_said() =>
        Assert.Equal(
            new AttributeValue(TemplateAttributes.Printed, "yes"),
            Assert.Single(Printing.Deciding([new AttributeValue(TemplateAttributes.ShipMode, "air"), new AttributeValue(TemplateAttributes.Printed, "yes")])));

    [Fact]
    public void The_same_attributes_give_the_very_same_template() =>
        Assert.Same(Printing.Fit(Said((TemplateAttributes.Printed, "yes"), (TemplateAttributes.Washed, "yes"))), Printing.Fit(Said((TemplateAttributes.Printed, "yes"))));

    [Fact]
    public void What_is_listed_late_stands_after_what_it_follows_and_ex_factory_last() =>
        Assert.Equal(
            ["X1", "X2: X1+3", "X3", "X99: X2+1"],
            new PublishedTemplate("SHORT", 1, Of(ExFactory with { After = [new Lag("X2", 1)] }, Line("X2", -20, ("X1", 3)), Line("X1", -30), Line("X3", -10))).Fit().Written().Order());

    [Fact]
    public void A_lag_that_is_overridden_replaces_the_templates() =>
        Assert.Equal("X4: X2+20", Overridden(new MilestoneOverride("X4", OverrideKind.Lags, [new Lag("X2", 20)], null, "slow printer")).ElementAt(3));

    [Fact]
    public void What_is_not_applicable_drops_out_as_a_condition_would_have_it() =>
        Assert.Equal(Printing.Fit().Written(), Overridden(new MilestoneOverride("X2", OverrideKind.NotApplicable, [], null, "plain after all")));

    [Fact]
    public void What_was_carried_over_drops_out_and_nobody_waits_for_what_it_waited_for() =>
        Assert.Equal(
            ["X1", "X3: X1+9", "X4", "X99: X3+1 X4+1"],
            Overridden(new MilestoneOverride("X2", OverrideKind.CarriedOver, [], null, "carried over from PO-0", Reached: new DateOnly(2026, 7, 1))));

    [Fact]
    public void An_extra_milestone_stands_between_those_that_it_names() =>
        Assert.Equal(
            ["X1", "X2: X1+5", "W1: X2+2", "X3: X2+7 X1+9", "X4: X2+8 W1+3", "X99: X3+1 X4+1"],
            Overridden(new MilestoneOverride("W1", OverrideKind.Extra, [], new("Wash test", "Lab", Side.Material, MilestoneHome.Line, -25, [new Lag("X2", 2)], [new Lag("X4", 3)]), "new wash")));

    [Fact]
    public void An_override_of_what_is_not_there_says_nothing() =>
        Assert.Equal(Printing.Fit(Said((TemplateAttributes.Printed, "yes"))).Written(), Overridden(
            new MilestoneOverride("Z1", OverrideKind.NotApplicable, [], null, ""), new("Z2", OverrideKind.Lags, [new Lag("X1", 3)], null, ""), new("X4", OverrideKind.Lags, [new Lag("Z1", 3)], null, "")));

    [Fact]
    public void Overrides_that_have_a_milestone_wait_for_itself_do_not_fit() =>
        Assert.False(Printing.CanFit(new Tailoring([new(TemplateAttributes.Printed, "yes")], [
            new("W1", OverrideKind.Extra, [], new("Test", "Lab", Side.Material, MilestoneHome.Line, -25, [new Lag("X4", 2)], [new Lag("X2", 3)]), "")])));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_drops_out_the_rest_lies_as_far_apart_as_before_and_still_fits_its_plan(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var dropped = 0;
        for (var round = 0; round < 500; round++)
        {
            var sheet = RandomSheet(random);
            Assert.Empty(TemplateFaults.Of(sheet));
            var published = new PublishedTemplate("RANDOM", 1, sheet);
            var whole = published.Fit(Said((TemplateAttributes.Printed, "yes"), (TemplateAttributes.Washed, "yes")));
            var fitted = published.Fit(Said((TemplateAttributes.Printed, random.Next(2) == 0 ? "yes" : "no"), (TemplateAttributes.Washed, random.Next(2) == 0 ? "yes" : "no")));
            dropped += whole.Milestones.Length - fitted.Milestones.Length;
            for (var from = 0; from < fitted.Milestones.Length; from++)
                for (var to = 0; to < fitted.Milestones.Length; to++)
                    Assert.Equal(
                        LongestWay(whole, whole.IndexOf(fitted.Milestones[from].Code), whole.IndexOf(fitted.Milestones[to].Code)),
                        LongestWay(fitted, from, to));
            foreach (var milestone in fitted.Milestones)
                foreach (var (predecessor, days) in milestone.After)
                    Assert.True(milestone.DueOffset - fitted.Milestones[predecessor].DueOffset >= days);
        }

        Assert.True(dropped > 500, "Too few milestones dropped out to show anything");
    }

    private static IEnumerable<string> Overridden(params ImmutableArray<MilestoneOverride> overrides) =>
        Printing.Fit(new Tailoring([new(TemplateAttributes.Printed, "yes")], overrides)).Written();

    private static Tailoring Said(params ReadOnlySpan<(string Attribute, string Value)> said)
    {
        var tailoring = Tailoring.None;
        foreach (var (attribute, value) in said)
            tailoring = tailoring with { Attributes = tailoring.Attributes.Add(new AttributeValue(attribute, value)) };
        return tailoring;
    }

    private static TemplateSheet RandomSheet(Random random)
    {
        var milestones = new List<MilestoneSheet>();
        var length = random.Next(3, 10);
        for (var i = 0; i < length; i++)
        {
            var due = i == length - 1 ? 0 : Math.Min(-1, -100 + i * 10 + random.Next(9));
            var milestone = Line($"R{i}", due) with { Stage = i == length - 1 ? Stage.ExFactory : null };
            foreach (var earlier in milestones)
                if (random.Next(3) == 0)
                    milestone = milestone with { After = milestone.After.Add(new Lag(earlier.Code, random.Next(due - earlier.DueOffset + 1))) };
            if (i < length - 1 && random.Next(2) == 0)
                milestone = milestone.When(random.Next(2) == 0 ? TemplateAttributes.Printed : TemplateAttributes.Washed, "yes");
            milestones.Add(milestone);
        }

        return Of([.. milestones]);
    }

    // Days from one milestone to another along the longest chain of lags; null where no chain leads there.
    private static int? LongestWay(CalendarTemplate template, int from, int to)
    {
        if (from == to)
            return 0;
        int? longest = null;
        foreach (var (predecessor, days) in template.Milestones[to].After)
            if (LongestWay(template, from, predecessor) is { } way && (longest is null || way + days > longest))
                longest = way + days;
        return longest;
    }
}
