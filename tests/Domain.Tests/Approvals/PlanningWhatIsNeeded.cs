using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Approvals;

public sealed class PlanningWhatIsNeeded
{
    private static readonly DateOnly ExFactory = new(2027, 12, 20);
    private static readonly Surroundings Around = new(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);

    private static ImmutableArray<CalendarTemplate> Builtin => [.. Templates.BuiltIn.Select(t => t.Fit(new Tailoring([.. PrintedAndWashed], [])))];

    private static AttributeValue[] PrintedAndWashed => [new(TemplateAttributes.Printed, TemplateAttributes.Yes), new(TemplateAttributes.Washed, TemplateAttributes.Yes)];

    private static StyleState Style(string category = "apparel", DateOnly? target = null, params ImmutableArray<ReportMilestone> past) =>
        Given<Style, StyleCommand, StyleEvent, StyleState>(new StyleCommand.Record(new StyleSheet(
            "ST-1", "Fleece crew", "HALDEN", category, "SS27", null, null, ["Ink", "Moss"], target ?? ExFactory, past)));

    private static PurchaseOrderState Order(
        string category = "apparel", string? template = null, string vendor = "V-1", params ImmutableArray<ReportMilestone> past) =>
        Given<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderEvent, PurchaseOrderState>(new PurchaseOrderCommand.Record(
            new OrderSheet("PO-1", "HALDEN", category, "SS27", vendor, null, null, template,
                [new OrderLine(1, "ST-1", "Crew", "Ink", 10, [], ExFactory, null, null), new OrderLine(2, null, "Crew", "Moss", 10, [], ExFactory, null, null)],
                past), []));

    private static TState Given<TDecider, TCommand, TEvent, TState>(TCommand command) where TDecider : IDecider<TCommand, TEvent, TState>
    {
        var decision = TDecider.Decide(command, TDecider.Initial, Around);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(TDecider.Initial, TDecider.Evolve);
    }

    private static ReportMilestone Done(string milestone, int line = 0, string source = "PLM", string? colour = null) =>
        new(source, $"{line}/{milestone}", Around.Now, false, line, milestone, Classifier.Actual, new DateOnly(2027, 2, 1), null, null, colour);

    [Fact]
    public void A_style_needs_what_its_calendar_waits_for_and_lab_dips_by_colour() =>
        Assert.Equal(
            [
                "ST-1~fit", "ST-1~lab-dip~Ink", "ST-1~lab-dip~Moss", "ST-1~proto", "ST-1~sms",
            ],
            ApprovalPlan.Of(Style()).Select(s => s.Subject.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_printed_has_its_strike_off_and_what_is_washed_its_panels_by_colour()
    {
        var style = Given<Style, StyleCommand, StyleEvent, StyleState>(new StyleCommand.Record(new StyleSheet(
            "ST-1", "Fleece crew", "HALDEN", "apparel", "SS27", null, null, ["Ink", "Moss"], ExFactory, [], [.. PrintedAndWashed])));
        Assert.Equal(
            [("A07", "ST-1~strike-off"), ("A07W", "ST-1~wash-panel~Ink"), ("A07W", "ST-1~wash-panel~Moss")],
            ApprovalPlan.Of(style).Where(s => s.Milestone!.StartsWith("A07", StringComparison.Ordinal)).Select(s => (s.Milestone!, s.Subject.Id)).Order());
    }

    [Fact]
    public void What_a_calendar_does_without_is_told_by_milestone_and_colour()
    {
        Assert.Equal(
            ["A07", "A07/Ink", "A07/Moss", "A07W", "A07W/Ink", "A07W/Moss"],
            ApprovalPlan.DroppedFrom(Style()).Select(m => $"{m.Milestone}{(m.Colour is null ? "" : $"/{m.Colour}")}").Order(StringComparer.Ordinal));
        Assert.Empty(ApprovalPlan.DroppedFrom(Order()));
        Assert.Empty(ApprovalPlan.DroppedFrom(Style("other")));
    }

    [Fact]
    public void An_order_needs_what_lives_on_its_lines() =>
        Assert.Equal(
            ["PO-1~1~bulk-lot", "PO-1~1~pp", "PO-1~1~size-set", "PO-1~1~top", "PO-1~2~bulk-lot", "PO-1~2~pp", "PO-1~2~size-set", "PO-1~2~top"],
            ApprovalPlan.Of(Order()).Select(s => s.Subject.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void What_was_for_a_cancelled_line_is_said_to_have_ended_also_where_its_milestone_was_reached_without_it()
    {
        var order = Order(past: [Done("A21", line: 1)]);
        var decision = PurchaseOrder.Decide(
            new PurchaseOrderCommand.Ask(Guid.NewGuid(), new OrderAct(Cancel: new CancelOrder([1], "dropped")), new Author("dan", "director"), []), order, Around);
        order = decision.Events.Aggregate(order, PurchaseOrder.Evolve);

        Assert.All(ApprovalPlan.Of(order), sheet => Assert.Equal(sheet.Subject.Line == 1 ? ApprovalEnd.Cancelled : null, sheet.Ended));
        Assert.Equal(4, ApprovalPlan.Of(order).Count(sheet => sheet.Ended is not null));
        var (offered, refusal) = ApprovalPlan.For(order, 1, new ApprovalWish("pp", null, null, "XL", null, true));
        Assert.Equal((ApprovalEnd.Cancelled, "line-has-ended", "/line"), (offered!.Ended, refusal!.Code, refusal.Pointer));
        Assert.Null(ApprovalPlan.For(order, 2, new ApprovalWish("pp", null, null, "XL", null, true)).Refusal);
    }

    [Fact]
    public void Two_types_may_complete_one_milestone() =>
        Assert.Equal(
            ["hardware-mould", "plating"],
            ApprovalPlan.Of(Style("accessories")).Where(s => s.Milestone == "B07").Select(s => s.Subject.Type).Order());

    [Fact]
    public void Days_count_back_from_the_milestone()
    {
        var dip = ApprovalPlan.Of(Style()).First(s => s.Subject.Type == "lab-dip");
        Assert.Equal(("A06", ExFactory.AddDays(-150), ExFactory.AddDays(-165), ExFactory.AddDays(-180), 15),
            (dip.Milestone, dip.DecideBy, dip.SubmitBy, dip.RequestBy, dip.ReviewDays));
        var sms = ApprovalPlan.Of(Style()).First(s => s.Subject.Type == "sms");
        Assert.Equal((true, ExFactory.AddDays(-140)), (sms.AtReceipt, sms.SubmitBy));
    }

    [Fact]
    public void What_was_reached_without_approvals_needs_none()
    {
        Assert.DoesNotContain(ApprovalPlan.Of(Style(past: [Done("A06")])), s => s.Milestone == "A06");
        Assert.Contains(ApprovalPlan.Of(Style(past: [Done("A06")]), all: true), s => s.Milestone == "A06");
        Assert.DoesNotContain(ApprovalPlan.Of(Order(past: [Done("A23", 1)])), s => s.Subject.Id == "PO-1~1~pp");
    }

    [Fact]
    public void What_others_than_the_brands_own_people_say_was_reached_is_still_to_be_approved() => Assert.Contains(
        ApprovalPlan.Of(Order(past: [Done("A23", 1, "V-1") with { Outside = true }])), s => s.Subject.Id == "PO-1~1~pp");

    [Fact]
    public void What_they_say_of_what_the_brand_has_said_asks_for_nothing_again() => Assert.DoesNotContain(
        ApprovalPlan.Of(Order(past: [Done("A23", 1), Done("A23", 1, "V-1") with { UpdatedAt = Around.Now.AddHours(1), Outside = true }])), s => s.Subject.Id == "PO-1~1~pp");

    [Fact]
    public void What_they_say_of_what_approvals_reached_still_asks_for_what_was_added_since() => Assert.Contains(
        ApprovalPlan.Of(Order(past: [Done("A23", 1, MilestoneApprovals.Source), Done("A23", 1, "V-1") with { UpdatedAt = Around.Now.AddHours(1), Outside = true }])), s => s.Subject.Id == "PO-1~1~pp");

    [Fact]
    public void A_colour_that_was_reached_without_them_needs_none_and_the_others_do() =>
        Assert.Equal(
            ["ST-1~lab-dip~Moss"],
            ApprovalPlan.Of(Style(past: [Done("A06", colour: "Ink")])).Where(s => s.Milestone == "A06").Select(s => s.Subject.Id));

    [Fact]
    public void Colours_of_a_milestone_told_by_colour_complete_it_each_for_itself()
    {
        var dips = ApprovalPlan.Of(Style()).Where(s => s.Milestone == "A06").Select(s => s.Completes!).ToArray();
        Assert.Equal(["Ink", "Moss"], dips.Select(d => d.Colour));
        Assert.Single(ApprovalPlan.Of(Style("accessories")).Where(s => s.Milestone == "B07").Select(s => s.Completes).Distinct());
    }

    [Fact]
    public void What_approvals_reached_may_need_another() =>
        Assert.Contains(ApprovalPlan.Of(Style(past: [Done("A06", source: MilestoneApprovals.Source)])), s => s.Milestone == "A06");

    [Fact]
    public void Without_a_calendar_nothing_is_needed()
    {
        Assert.Empty(ApprovalPlan.Of(Style("other")));
        Assert.Empty(ApprovalPlan.Of(Order(template: "DELIVERY")));
    }

    [Theory]
    [InlineData("lab-dip", null, "required")]
    [InlineData("lab-dip", "Rust", "unknown-colour")]
    [InlineData("pp", null, "lives-on-line")]
    [InlineData("laundry", null, "unknown-approval-type")]
    public void A_wish_that_makes_no_sense_is_refused(string type, string? colour, string code) =>
        Assert.Equal(code, ApprovalPlan.For(Style(), new ApprovalWish(type, colour, null, null, null, true)).Refusal!.Code);

    [Fact]
    public void A_second_mill_is_another_approval()
    {
        var (sheet, _) = ApprovalPlan.For(Style(), new ApprovalWish("lab-dip", "Ink", "MILL/2", null, "V-2", true));
        Assert.Equal("ST-1~lab-dip~Ink~MILL%2F2", sheet!.Subject.Id);
        Assert.Equal("V-2", sheet.Vendor);
    }

    // The same approval, asked for by hand and again after the order went to another vendor.
    [Theory]
    [InlineData(null, "V-2")]
    [InlineData("V-1", "V-2")]
    [InlineData("V-9", "V-9")]
    public void A_lines_approval_goes_to_another_vendor_with_its_order_but_for_one_of_its_own(string? named, string then)
    {
        var (asked, _) = ApprovalPlan.For(Order(), 1, new ApprovalWish("shipment", null, null, null, named, true));
        var (again, _) = ApprovalPlan.For(Order(vendor: "V-2"), 1, ApprovalWish.Of(asked!));
        Assert.Equal((named ?? "V-1", then), (asked!.Vendor, again!.Vendor));
    }

    [Fact]
    public void What_no_milestone_waits_for_is_wanted_by_ex_factory()
    {
        var (sheet, _) = ApprovalPlan.For(Order(), 1, new ApprovalWish("shipment", null, null, null, null, true));
        Assert.Equal((null, ExFactory), (sheet!.Milestone, sheet.DecideBy));
    }

    [Fact]
    public void A_size_set_is_the_styles_in_footwear_and_the_lines_in_apparel()
    {
        Assert.Contains(ApprovalPlan.Of(Style("footwear", new DateOnly(2028, 3, 1))), s => s.Subject.Type == "size-set");
        Assert.DoesNotContain(ApprovalPlan.Of(Style()), s => s.Subject.Type == "size-set");
    }

    [Fact]
    public void Every_milestone_of_the_table_is_one_of_a_template_and_no_type_has_two_in_one()
    {
        foreach (var type in ApprovalTypes.All)
        {
            Assert.All(type.Completes, c => Assert.Contains(Builtin, t => t.IndexOf(c.Milestone) >= 0));
            Assert.All(Builtin, t => Assert.True(t.Milestones.Count(m => m.Approvals.Any(a => a.Type == type.Code)) <= 1));
            Assert.NotNull(DelayReasons.Find(type.LateReason));
            Assert.Equal(type.Submitter, DelayReasons.Find(type.LateReason)!.Side);
        }
    }

    [Fact]
    public void Every_milestone_that_something_is_submitted_for_has_its_approval()
    {
        var waited = ApprovalTypes.All.SelectMany(t => t.Completes).Where(c => c.IsPlanned).Select(c => c.Milestone).ToHashSet();
        Assert.All(
            Builtin.SelectMany(t => t.Milestones).Where(m => m.SubmitOffset is not null),
            milestone => Assert.Contains(milestone.Code, waited));
    }
}
