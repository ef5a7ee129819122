using System.Collections.Immutable;
using System.Text.Json;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Tests.Calendars;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.Tests.TimeAndAction;

public sealed class TheTemplates
{
    private static readonly DateOnly ExFactory = new(2026, 12, 1);

    public static readonly TheoryData<string, int> Ids = new() { { "APPAREL", 34 }, { "FOOTWEAR", 35 }, { "ACCESSORIES", 34 } };

    [SharedTheory]
    [MemberData(nameof(Ids))]
    public void Every_milestone_is_as_the_facts_have_it(string id, int milestones)
    {
        var template = Templates.Find(id, 1)!;
        using var facts = JsonDocument.Parse(SharedData.Read("domain/calendar-templates.json"));
        var expected = facts.RootElement.GetProperty("templates").GetProperty(id);

        Assert.Equal(expected.GetProperty("title").GetString(), template.Title);
        Assert.Equal(milestones, expected.GetProperty("milestones").GetArrayLength());
        Assert.Equal(
            expected.GetProperty("milestones").EnumerateArray().Select(milestone => (
                milestone.GetProperty("id").GetString(), milestone.GetProperty("name").GetString(),
                milestone.GetProperty("role").GetString(),
                milestone.GetProperty("submitOffset") is { ValueKind: JsonValueKind.Number } submit ? submit.GetInt32() : (int?)null,
                milestone.GetProperty("dueOffset").GetInt32(),
                string.Join(' ', milestone.GetProperty("predecessors").EnumerateArray().Select(after =>
                    $"{after.GetProperty("id").GetString()}+{after.GetProperty("minDays").GetInt32()}")))),
            template.Milestones.Select(milestone => (
                (string?)milestone.Code, (string?)milestone.Name, (string?)milestone.Role, milestone.SubmitOffset, milestone.DueOffset,
                string.Join(' ', milestone.After.Select(after => $"{template.Milestones[after.Predecessor].Code}+{after.MinDays}")))));
    }

    // Facts 4.1: a date that falls on a day off moves to the next working day. China is away from 29 January to 15 February 2027,
    // so all that its template puts there is planned for the day on which the factory opens again.
    [Fact]
    public void What_falls_into_a_closure_is_planned_for_the_day_after_it_and_nothing_within_it()
    {
        var template = Templates.Find("ACCESSORIES", 1)!;
        var (exFactory, china, opens) = (new DateOnly(2027, 3, 4), CalendarShelf.BuiltIn.OfCountry("CN"), new DateOnly(2027, 2, 16));
        var plan = Baseline.For(template, exFactory, china);
        var within = Enumerable.Range(0, plan.Length).Where(m => exFactory.AddDays(template.Milestones[m].DueOffset) is var day && day >= new DateOnly(2027, 1, 29) && day < opens).ToArray();

        Assert.Equal(["B25", "B26", "B27", "B28"], within.Select(m => template.Milestones[m].Code).Where(code => string.CompareOrdinal(code, "B24") > 0).Take(4));
        Assert.All(within, m => Assert.Equal(opens, plan[m]));
        Assert.DoesNotContain(plan, day => day >= new DateOnly(2027, 1, 29) && day < opens);
        Assert.All(Enumerable.Range(0, plan.Length).Except(within), m => Assert.Equal(china.NextWorkingDay(exFactory.AddDays(template.Milestones[m].DueOffset)), plan[m]));
    }

    [SharedTheory]
    [MemberData(nameof(Ids))]
    public void Latest_and_float_are_those_of_the_facts_where_every_day_is_worked(string id, int milestones)
    {
        var template = Templates.Find(id, 1)!;
        var baseline = Baseline.For(template, ExFactory, SomeCalendar.WithoutDaysOff);
        var result = Forecasting.Compute(new(
            template, MilestoneHome.Line, baseline, [.. new MilestoneFacts[milestones]], SomeCalendar.WithoutDaysOff, baseline.Min(), VendorPast.None));

        using var facts = JsonDocument.Parse(SharedData.Read("domain/calendar-templates.json"));
        var expected = facts.RootElement.GetProperty("templates").GetProperty(id).GetProperty("milestones");
        for (var m = 0; m < milestones; m++)
        {
            Assert.Equal(expected[m].GetProperty("dueOffset").GetInt32(), result.Forecast[m].DayNumber - ExFactory.DayNumber);
            Assert.Equal(expected[m].GetProperty("latestOffset").GetInt32(), result.Latest[m].DayNumber - ExFactory.DayNumber);
            Assert.Equal(expected[m].GetProperty("totalFloat").GetInt32(), result.Latest[m].DayNumber - baseline[m].DayNumber);
        }
        Assert.Equal((0, 0), (result.SlipDays, result.FloatAbsorbedDays));
        Assert.Equal(0, result.FloatDays);
    }

    [Fact]
    public void There_are_103_milestones_and_no_code_comes_twice()
    {
        var codes = Templates.BuiltIn.Where(template => template is { Version: 1, Id: not "DELIVERY" })
            .SelectMany(template => template.Sheet.Milestones).Select(milestone => milestone.Code).ToList();
        Assert.Equal(103, codes.Count);
        Assert.Equal(103, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("APPAREL", "A13", "A14")]
    [InlineData("FOOTWEAR", "F19", "F20")]
    [InlineData("ACCESSORIES", "B16", "B17")]
    public void What_comes_before_the_PO_lives_on_the_style_but_for_the_compliance_gate(string id, string gate, string issued)
    {
        var template = Templates.Find(id, 1)!;
        var poIssued = template.IndexOf(issued);
        Assert.Equal("PO issued", template.Milestones[poIssued].Name);
        for (var m = 0; m < template.Milestones.Length; m++)
            Assert.Equal(
                m < poIssued && template.Milestones[m].Code != gate ? MilestoneHome.Style : MilestoneHome.Line,
                template.Milestones[m].Home);
        Assert.Equal(Side.Compliance, template.Milestones[template.IndexOf(gate)].Side);
    }

    [Fact]
    public void Stages_are_reached_in_their_order_and_end_with_ex_factory()
    {
        foreach (var template in Templates.BuiltIn.Select(published => published.Fit()))
        {
            var stages = template.Milestones.Where(milestone => milestone.Stage is not null).Select(milestone => milestone.Stage!.Value).ToList();
            Assert.Equal(stages.Order().Distinct(), stages);
            Assert.Equal(Stage.Issued, stages[0]);
            Assert.Equal(Stage.ExFactory, template.Milestones[template.ExFactory].Stage);
            Assert.Equal(0, template.Milestones[template.ExFactory].DueOffset);
        }
    }

    [Theory]
    [InlineData("A06", Side.Brand)]
    [InlineData("A20", Side.Material)]
    [InlineData("A24", Side.Factory)]
    [InlineData("A33", Side.Logistics)]
    [InlineData("F16", Side.Material)]
    [InlineData("F17", Side.Compliance)]
    [InlineData("B23", Side.Material)]
    [InlineData("B33", Side.Factory)]
    public void Lost_days_belong_to_the_side_that_has_the_milestone_in_hand(string code, Side side) =>
        Assert.Equal(side, Templates.BuiltIn.Where(template => template.Version == 1).SelectMany(template => template.Sheet.Milestones).Single(milestone => milestone.Code == code).Side);

    [Theory]
    [InlineData("apparel", "APPAREL")]
    [InlineData("footwear", "FOOTWEAR")]
    [InlineData("accessories", "ACCESSORIES")]
    [InlineData("other", null)]
    public void A_category_has_its_template(string category, string? id) =>
        Assert.Equal(id, TemplateShelf.BuiltIn.For("HALDEN", category)?.Id);

    [Fact]
    public void An_unknown_template_or_version_is_not_found()
    {
        Assert.Null(Templates.Find("APPAREL", 99));
        Assert.Null(Templates.Find("HATS", 1));
    }

    /// <summary>Each with what it brings in and what it leaves out of an order that is nothing special.</summary>
    [Theory]
    [InlineData("APPAREL", "", "", "")]
    [InlineData("APPAREL", "printed", "A07", "")]
    [InlineData("APPAREL", "washed", "A07W", "")]
    [InlineData("APPAREL", "newVendor", "A27T", "")]
    [InlineData("APPAREL", "shipMode=air", "A33A", "A33")]
    [InlineData("APPAREL", "shipMode=road", "A33R", "A33")]
    [InlineData("APPAREL", "shipMode=rail", "A33T", "A33")]
    [InlineData("APPAREL", "origin=domestic", "A33D", "A33")]
    [InlineData("FOOTWEAR", "printed", "F09P", "")]
    [InlineData("FOOTWEAR", "newVendor", "F31T", "")]
    [InlineData("FOOTWEAR", "shipMode=air", "F33A", "")]
    [InlineData("ACCESSORIES", "printed", "B04P", "")]
    [InlineData("ACCESSORIES", "newVendor", "B28T", "")]
    [InlineData("ACCESSORIES", "shipMode=air", "B31A", "")]
    public void Some_milestones_are_asked_only_of_what_needs_them(string id, string like, string more, string less)
    {
        var template = TemplateShelf.BuiltIn.Newest(id)!;
        var (attribute, value) = like.Split('=') is [var left, var right] ? (left, right) : (like, TemplateAttributes.Yes);
        var (plain, fitted) = (template.Fit(), template.Fit(new Tailoring(like == "" ? [] : [new AttributeValue(attribute, value)], [])));
        Assert.Equal(more, string.Join(' ', fitted.Milestones.Select(m => m.Code).Except(plain.Milestones.Select(m => m.Code))));
        Assert.Equal(less, string.Join(' ', plain.Milestones.Select(m => m.Code).Except(fitted.Milestones.Select(m => m.Code))));
        // What is asked beside the rest moves no ex-factory.
        var baseline = Baseline.For(fitted, ExFactory, WorkingCalendars.Unknown);
        Assert.Equal(0, Forecasting.Compute(new ForecastInput(
            fitted, MilestoneHome.Line, baseline, ImmutableArray.Create(new MilestoneFacts[baseline.Length]), WorkingCalendars.Unknown, DateOnly.MinValue, VendorPast.None)).SlipDays);
    }

    [Fact]
    public void A_version_that_the_journal_published_before_the_product_had_one_of_its_number_stays_the_journals()
    {
        var own = Templates.BuiltIn.Single(t => t is { Id: "DELIVERY", Version: 2 }).Sheet with { Title = "Ours" };
        var learned = Templates.Learn("DELIVERY", 2, own);
        Assert.Equal((own, learned), (learned.Sheet, Templates.Published("DELIVERY", 2)));
        Assert.Same(learned, TemplateShelf.BuiltIn.With(learned, 7).Newest("DELIVERY"));
        Assert.Throws<ArgumentException>(() => Templates.Learn("DELIVERY", 2, own with { Title = "Theirs" }));
    }

    [Fact]
    public void What_one_line_overrides_is_fitted_once_and_what_another_overrides_apart()
    {
        var apparel = TemplateShelf.BuiltIn.Newest("APPAREL")!;
        var (one, other) = (Overriding(60), Overriding(70));
        Assert.Same(apparel.Fit(one), apparel.Fit(one));
        Assert.NotSame(apparel.Fit(one), apparel.Fit(other));
        Assert.Equal((60, 70), (DaysIn(apparel.Fit(one)), DaysIn(apparel.Fit(other))));

        static Tailoring Overriding(int days) => new([], [new MilestoneOverride("A21", OverrideKind.Lags, [new Lag("A19", days)], null, "knitted to order")]);

        static int DaysIn(CalendarTemplate template) => template.Milestones[template.IndexOf("A21")].After.Single(p => template.Milestones[p.Predecessor].Code == "A19").MinDays;
    }

    [Fact]
    public void What_comes_with_the_product_has_no_faults() =>
        Assert.All(Templates.BuiltIn, template => Assert.Empty(TemplateFaults.Of(template.Sheet)));

    [Fact]
    public void Delivery_history_ends_with_the_delivery_and_is_late_by_it_alone()
    {
        var delivery = TemplateShelf.BuiltIn.Newest("DELIVERY")!.Fit();
        Assert.Equal(["Ordered", "Promised", "Recorded", "Delivered"], delivery.Milestones.Select(m => m.Name));

        var calendar = SomeCalendar.WithoutDaysOff;
        var baseline = Baseline.For(delivery, ExFactory, calendar);
        ImmutableArray<MilestoneFacts> facts =
        [
            new(ExFactory.AddDays(-20), null, null, null), new(ExFactory, null, null, null), default,
            new(ExFactory.AddDays(9), null, null, null),
        ];
        var result = Forecasting.Compute(new(delivery, MilestoneHome.Line, baseline, facts, calendar, ExFactory.AddDays(40), VendorPast.None));

        Assert.Equal(9, result.SlipDays);
        Assert.Equal(new Cause(null, Side.Factory, 9, "D02", "Delivered 9 days late"), Assert.Single(result.Causes));
    }

    [Fact]
    public void Delivery_history_laid_before_promise_and_recording_were_kept_stays_as_it_was() =>
        Assert.Equal(["D01", "D02"], Templates.Find("DELIVERY", 1)!.Milestones.Select(m => m.Code));

    [Fact]
    public void A_plan_is_moved_on_to_working_days()
    {
        var calendar = SomeCalendar.With([DayOfWeek.Sunday], (ExFactory.AddDays(-1), "Strike"));
        var baseline = Baseline.For(Templates.Find("APPAREL", 1)!, ExFactory, calendar);
        Assert.All(baseline, day => Assert.True(calendar.IsWorkingDay(day)));
        Assert.Equal(ExFactory, baseline[^1]);
    }
}
