using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>Version 2 of apparel: from cutting to sewing it takes two days longer, so cutting is due two earlier; what is washed has a wash test.</summary>
public sealed class AdoptingATemplate : PurchaseOrderSpec
{
    private static readonly PublishedTemplate Slower = Templates.Learn("ADOPTED", 2, Version(Apparel with
    {
        Milestones =
        [
            .. Apparel.Milestones.Select(m => m.Code switch
            {
                "A26" => m with { DueOffset = -33, After = [new Lag("A25", 3), new Lag("A21", 8)] },
                "A27" => m with { After = [new Lag("A26", 5), new Lag("A22", 7)] },
                "A25" => m with { DueOffset = -36, After = [new Lag("A23", 1), .. m.After[1..]] },
                "A24" => m with { DueOffset = -37 },
                _ => m,
            }),
            new MilestoneSheet("W01", "Wash test passed", "Lab / QA", Side.Material, MilestoneHome.Line, null, -38, [new Lag("A21", 3)], null,
                [new AttributeValue(TemplateAttributes.Washed, TemplateAttributes.Yes)], false, false),
        ],
    }));

    private static readonly PublishedTemplate First = Templates.Learn("ADOPTED", 1, Version(Apparel));

    private static TemplateSheet Apparel => Templates.Published("APPAREL", 1)!.Sheet;

    private static TemplateSheet Version(TemplateSheet sheet) => sheet with { Category = null };

    private Schedule Calendar1 => Line.Timeline!.Schedule;

    public AdoptingATemplate()
    {
        Assert.Empty(TemplateFaults.Of(Slower.Sheet));
        Place(Sheet() with { Template = "ADOPTED" }, First);
    }

    private void Place(OrderSheet sheet, PublishedTemplate newest) =>
        When(new PurchaseOrderCommand.Record(sheet, []), Around with { Templates = TemplateShelf.BuiltIn.With(newest, 1) });

    private void Adopt(int version = 2, string reason = "as agreed", string? template = null, params ImmutableArray<int> lines) =>
        When(new PurchaseOrderCommand.Adopt(new AdoptTemplate(template, version, lines, reason)), Around);

    private DateOnly Of(ImmutableArray<DateOnly> days, string milestone) => days[Line.Timeline!.Template.IndexOf(milestone)];

    [Fact]
    public void A_later_version_is_taken_by_new_orders_and_forced_on_nobody()
    {
        When(new PurchaseOrderCommand.LookAgain(), Around with { Templates = TemplateShelf.BuiltIn.With(Slower, 2) });
        Assert.Equal(1, Calendar1.TemplateVersion);
    }

    [Fact]
    public void The_plan_is_the_new_ones_and_the_baseline_stays()
    {
        Adopt();
        Assert.Equal((2, Day(-31), Day(-33)), (Calendar1.TemplateVersion, Of(Calendar1.Baseline, "A26"), Of(Calendar1.Plan, "A26")));
        Assert.Equal(Day(-33), Of(Line.Timeline!.Forecast, "A26"));
        Assert.Equal(ExFactory, Calendar1.Baseline[^1]);
        Assert.Equal("as agreed", Assert.Single(Happened<PurchaseOrderEvent.TemplateAdopted>()).Reason);
    }

    [Fact]
    public void What_was_reported_before_still_stands()
    {
        WhenReported(Report("A26", Day(-20), Classifier.Estimate));
        Adopt();
        Assert.Equal(Day(-20), Of(Line.Timeline!.Forecast, "A26"));
    }

    [Fact]
    public void The_slip_is_measured_against_the_same_day_as_before()
    {
        WhenReported(Report("A26", Day(-20), Classifier.Estimate));
        var before = Line.Timeline!.Outlook.SlipDays;
        Adopt();
        Assert.Equal(before + 2, Line.Timeline!.Outlook.SlipDays);
        Assert.Equal(Line.Timeline.Outlook.SlipDays, Line.Timeline.Outlook.Causes.Sum(c => c.Days) - Line.Timeline.Outlook.FloatAbsorbedDays);
    }

    [Fact]
    public void Going_back_finds_the_calendar_as_it_was()
    {
        var before = Calendar1;
        Adopt();
        Adopt(1);
        Assert.Equal<DateOnly>(before.Baseline, Calendar1.Baseline);
        Assert.Equal<DateOnly>(before.Plan, Calendar1.Plan);
        Assert.Equal(Day(-31), Of(Line.Timeline!.Forecast, "A26"));
    }

    [Fact]
    public void Adopting_what_it_has_changes_nothing()
    {
        Adopt(1);
        ThenNothing();
    }

    [Fact]
    public void Only_the_lines_that_are_named_go_over()
    {
        Place(Sheet(OrderedLine(), OrderedLine(2)) with { Template = "ADOPTED" }, First);
        Adopt(lines: [2]);
        Assert.Equal([1, 2], State.Lines.Select(l => l.Timeline!.Schedule.TemplateVersion));
    }

    [Theory]
    [InlineData(7, "because", "unknown-version")]
    [InlineData(2, " ", "required")]
    public void A_version_must_be_there_and_a_reason_given(int version, string reason, string code)
    {
        Adopt(version, reason);
        ThenRefused(code);
    }

    [Fact]
    public void A_line_that_is_not_there_is_refused()
    {
        Adopt(lines: [9]);
        ThenRefused("unknown-line");
    }

    [Fact]
    public void What_an_order_is_like_decides_which_milestones_apply()
    {
        Adopt();
        Assert.Equal(-1, Line.Timeline!.Template.IndexOf("W01"));
        Assert.Equal(new AttributeValue(TemplateAttributes.Washed, "no"), Assert.Single(Calendar1.Tailoring!.Attributes));
    }

    [Fact]
    public void An_orders_own_ship_mode_goes_before_its_styles()
    {
        var byAir = new StyleDates("ST-1", 1, [], [new AttributeValue(TemplateAttributes.ShipMode, "air")]);
        var atSea = Version(Apparel with
        {
            Milestones = [.. Apparel.Milestones.Select(m => m.Code == "A24" ? m with { When = [new AttributeValue(TemplateAttributes.ShipMode, "sea")] } : m)],
        });
        Templates.Learn("AT-SEA", 1, atSea);
        When(new PurchaseOrderCommand.TakeStyleDates(byAir), Around);
        Adopt(1, template: "AT-SEA");
        Assert.Equal("AT-SEA", Calendar1.Template);
        Assert.Contains(Line.Timeline!.Template.Milestones, m => m.Code == "A24");
    }

    [Fact]
    public void The_styles_word_counts_where_the_order_says_nothing()
    {
        var washed = new StyleDates("ST-1", 1, [], [new AttributeValue(TemplateAttributes.Washed, "yes")]);
        When(new PurchaseOrderCommand.TakeStyleDates(washed), Around);
        Adopt();
        Assert.Equal(Day(-38), Of(Line.Timeline!.Forecast, "W01"));
    }

    [Fact]
    public void What_it_would_do_is_told_beforehand_and_is_what_it_then_does()
    {
        WhenReported(Report("A26", Day(-20), Classifier.Estimate));
        var draft = new PublishedTemplate("ADOPTED", 3, Slower.Sheet);
        var effect = Assert.Single(LineEffect.Of(State, Around, draft));
        Adopt();
        Assert.Equal((Line.Timeline!.Forecast[^1], Line.Health), (effect.After, effect.HealthAfter));
        Assert.True(effect.After > effect.Before);
    }
}
