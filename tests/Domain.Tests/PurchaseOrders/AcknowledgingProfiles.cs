using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>By which version of its style's profile a line is made, and whether both sides know.</summary>
public sealed class AcknowledgingProfiles : OrderLifeSpec
{
    private int dates;

    private void Adopted(int profile) => When(new PurchaseOrderCommand.TakeStyleDates(new StyleDates("ST-1", ++dates, [], null, profile)), Around);

    private void Acknowledge(int profile, Author by, Party? side = null) =>
        Do(new OrderAct(AcknowledgeProfile: new ProfileAnswer("ST-1", profile, side, null)), by);

    private (int Issued, int Brand, int Vendor) Holds => (Line.Profile.Issued, Line.Profile.Brand, Line.Profile.Vendor);

    private void GivenSealed()
    {
        GivenConfirmed();
        Adopted(1);
        Acknowledge(1, Rafiq);
        WhenReported(Report("A23", Day(-90)));
    }

    [Fact]
    public void An_order_goes_out_with_the_present_profile_and_the_vendors_yes_is_a_yes_to_it()
    {
        Draft();
        Issue();
        Adopted(2);
        Assert.Equal((2, 2, 0), Holds);
        Confirm();
        Assert.Equal((2, 2, 2), Holds);
    }

    [Fact]
    public void An_order_that_a_file_tells_of_is_confirmed_as_it_is()
    {
        Place(null, new StyleDates("ST-1", 1, [], null, 3));
        Assert.Equal((3, 3, 3), Holds);
    }

    [Fact]
    public void A_style_adopted_after_its_order_went_out_is_drift()
    {
        GivenConfirmed();
        Adopted(0);
        Adopted(1);
        Assert.Equal((0, 0, 0), Holds);
        Assert.Equal(new ProfileStanding(1, 0, 0, 0, 0, null, false), LineView.Of(Line, State.AsOf).Profile);
    }

    [Fact]
    public void The_next_version_of_the_order_takes_the_profile_along()
    {
        GivenConfirmed();
        Adopted(1);
        Adopted(2);
        Revise("BR-QTY", Line1(colour: "Navy"));
        // Another colour waits on the style anew.
        Adopted(2);
        Assert.Equal(2, Line.Profile.Issued);
        Confirm();
        Assert.Equal((2, 2, 2), Holds);
    }

    [Fact]
    public void The_document_says_by_which_version_the_goods_are_to_be_made()
    {
        Draft();
        When(new PurchaseOrderCommand.Ask(Guid.NewGuid(), new OrderAct(Issue: new ActNote(null)), Clara, [new StyleDates("ST-1", ++dates, [], null, 1)]), Around);
        Assert.Equal(1, Happened<PurchaseOrderEvent.Issued>().Single().Document.Lines[0].Profile);
        Confirm();
        Adopted(2);
        Revise("BR-QTY", Line1(quantity: 1_190, sizes: []));
        var second = Happened<PurchaseOrderEvent.Issued>().Single();
        Assert.Equal(2, second.Document.Lines[0].Profile);
        Assert.Contains(new Difference(Aspect.Profile, 1, "Ink navy", null, "1", "2"), second.Changes);
    }

    [Fact]
    public void A_style_that_was_not_adopted_is_made_by_no_version()
    {
        Draft();
        Issue();
        Assert.Null(Happened<PurchaseOrderEvent.Issued>().Single().Document.Lines[0].Profile);
    }

    [Fact]
    public void Before_the_sealed_sample_a_change_asks_nobody()
    {
        GivenConfirmed();
        Adopted(1);
        Adopted(2);
        Assert.Empty(Happened<PurchaseOrderEvent.ProfileAsked>());
        Assert.False(Line.Profile.IsOpen);
    }

    [Fact]
    public void After_it_both_sides_are_asked_within_the_time_for_answers()
    {
        GivenSealed();
        Adopted(2);
        var asked = Assert.Single(Happened<PurchaseOrderEvent.ProfileAsked>());
        Assert.Equal((2, Now.AddHours(24)), (asked.Profile, asked.Due));
        Acknowledge(2, Clara);
        Assert.True(Line.Profile.IsOpen);
        Acknowledge(2, Rafiq);
        Assert.Equal((false, (DateTimeOffset?)null), (Line.Profile.IsOpen, Line.Profile.Due));
    }

    [Fact]
    public void Dates_that_bring_no_other_profile_ask_nobody()
    {
        GivenSealed();
        Adopted(1);
        Assert.Empty(Happened<PurchaseOrderEvent.ProfileAsked>());
    }

    [Fact]
    public void Adopted_while_it_is_made_a_style_asks_nobody_until_it_is_changed()
    {
        GivenConfirmed();
        Adopted(0);
        WhenReported(Report("A23", Day(-90)));
        Adopted(1);
        Assert.Empty(Happened<PurchaseOrderEvent.ProfileAsked>());
        Adopted(2);
        Assert.Equal(2, Assert.Single(Happened<PurchaseOrderEvent.ProfileAsked>()).Profile);
    }

    [Fact]
    public void The_present_version_is_the_one_that_any_line_of_the_style_has_heard_of()
    {
        Place(Sheet(OrderedLine() with { ExFactory = null }, OrderedLine(2)));
        WhenReported(Report("A23", Day(-90), line: 2));
        Adopted(1);
        Adopted(2);
        Acknowledge(2, Rafiq);
        Assert.Null(Answer.Refusal);
        Assert.Equal(2, State.Line(2)!.Profile.Vendor);
    }

    [Fact]
    public void A_line_that_is_over_waits_for_nobodys_word()
    {
        GivenConfirmed(NewLine(), NewLine(2));
        Adopted(1);
        Adopted(2);
        Cancel(null, 1);
        Assert.Null(LineView.Of(Line, State.AsOf).Profile);
        Assert.Equal(2, LineView.Of(State.Line(2)!, State.AsOf).Profile!.Present);
    }

    [Fact]
    public void Time_that_passes_is_told_once()
    {
        GivenSealed();
        Adopted(2);
        Now = Now.AddHours(24);
        Assert.True(PurchaseOrder.Due(State) <= Now);
        When(new PurchaseOrderCommand.Wake(), Around);
        Assert.Single(Happened<PurchaseOrderEvent.ProfileAnswerMissed>());
        Assert.True(Line.Profile.IsOverdue);
        Assert.True(PurchaseOrder.Due(State) is null || PurchaseOrder.Due(State) > Now);
        Acknowledge(2, Rafiq, Party.Vendor);
        Acknowledge(2, Clara);
        Assert.False(Line.Profile.IsOverdue);
    }

    [Fact]
    public void Cut_while_a_side_does_not_know_the_line_is_warned_and_not_blocked()
    {
        GivenSealed();
        Adopted(2);
        Assert.Empty(Warnings());
        WhenReported(Report("A26", Day(-90)));
        Assert.Equal("Cutting start (PCD) has happened, and profile version 2 is not acknowledged by the brand and the vendor", Assert.Single(Warnings()).Text);
        Assert.NotEqual(Health.Blocked, Line.Health);
        Acknowledge(2, Clara);
        Assert.EndsWith("by the vendor", Assert.Single(Warnings()).Text, StringComparison.Ordinal);
        Acknowledge(2, Rafiq);
        Assert.Empty(Warnings());

        IEnumerable<DiscrepancyView> Warnings() => (LineRow.Of(Line).Discrepancies ?? []).Where(d => d.Kind == DiscrepancyKind.Profile);
    }

    [Fact]
    public void Only_the_present_version_is_acknowledged_each_side_for_itself()
    {
        GivenSealed();
        Adopted(2);
        Acknowledge(1, Rafiq);
        ThenRefused("other-version");
        Acknowledge(2, Rafiq, Party.Brand);
        ThenRefused("not-your-side");
        Do(new OrderAct(AcknowledgeProfile: new ProfileAnswer("ST-9", 2, null, null)));
        ThenRefused("unknown-style");
        Acknowledge(2, Clara, Party.Vendor);
        Acknowledge(2, Rafiq);
        ThenNothing();
    }

    [Fact]
    public void Styles_are_told_how_far_their_lines_have_come_and_nothing_twice()
    {
        Draft();
        Assert.Empty(Happened<PurchaseOrderEvent.StylesMoved>());
        Issue();
        Assert.Equal(new StyleProgress("ST-1", StyleStage.Ordered), Told());
        Confirm();
        Assert.Empty(Happened<PurchaseOrderEvent.StylesMoved>());
        WhenReported(Report("A26", Day(-90)));
        Assert.Equal(new StyleProgress("ST-1", StyleStage.InProduction), Told());
        WhenReported(Report("A27", Day(-90)));
        Assert.Empty(Happened<PurchaseOrderEvent.StylesMoved>());
        WhenReported(Report("A34", Day(-90)));
        Assert.Equal(new StyleProgress("ST-1", StyleStage.HandedOff), Told());

        StyleProgress Told() => Happened<PurchaseOrderEvent.StylesMoved>().Single().Styles.Single();
    }

    [Fact]
    public void A_style_that_the_order_lets_go_of_is_told_so()
    {
        Place();
        Place(Sheet(OrderedLine(style: "ST-9")));
        Assert.Equal(
            [new StyleProgress("ST-9", StyleStage.Ordered), new StyleProgress("ST-1", null)],
            Happened<PurchaseOrderEvent.StylesMoved>().Single().Styles.ToArray());
        Cancel();
        Assert.Equal(new StyleProgress("ST-9", null), Happened<PurchaseOrderEvent.StylesMoved>().Single().Styles.Single());
    }

    private int Sealed => LineView.Of(Line, State.AsOf).Profile!.Sealed;

    [Fact]
    public void What_profile_was_sealed_is_kept_whatever_comes_after_it()
    {
        GivenSealed();
        Assert.Equal(1, Sealed);
        Adopted(2);
        Acknowledge(2, Clara);
        Acknowledge(2, Rafiq);
        Assert.Equal((1, 2), (Sealed, LineView.Of(Line, State.AsOf).Profile!.Present));
    }

    [Fact]
    public void What_is_sealed_anew_is_sealed_by_the_profile_of_then()
    {
        GivenSealed();
        Adopted(2);
        var sealing = Line.Timeline!.Holding(Line.Timeline.Template.IndexOf("A23"), Classifier.Actual)!;
        WhenReported(Report("A23", Day(-90), eventId: sealing.EventId, updatedAt: Now.AddMinutes(1), retracted: true));
        Assert.Equal(0, Sealed);
        WhenReported(Report("A23", Day(-90)));
        Assert.Equal(2, Sealed);
    }

    [Fact]
    public void What_was_sealed_before_that_was_kept_was_sealed_by_what_the_line_knew()
    {
        GivenSealed();
        var unkept = State with { Lines = [.. State.Lines.Select(l => l with { Profile = l.Profile with { Sealed = 0 } })] };
        var taken = PurchaseOrder.Decide(new PurchaseOrderCommand.TakeStyleDates(new StyleDates("ST-1", ++dates, [], null, 2)), unkept, Around);
        Assert.Equal(1, Assert.Single(taken.Events.OfType<PurchaseOrderEvent.SampleSealed>()).Profile);
    }
}
