using Selvedge.Domain.Approvals;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Styles;

/// <summary>Adopted, a style's profile is frozen as version 1; whatever is otherwise later is a version of its own.</summary>
public sealed class KeepingProfiles : StyleLifeSpec
{
    [Fact]
    public void The_adoption_freezes_the_profile_and_says_so_of_its_milestone()
    {
        Reach(StyleStage.Development);
        Advance();
        Assert.Equal((1, State.Profile), Happened<StyleEvent.ProfileFrozen>().Select(e => (e.Version, (StyleProfile?)e.Profile)).Single());
        Assert.Equal(1, Life.Profile);
        Assert.Equal(DateOnly.FromDateTime(Around.Now.UtcDateTime), State.Timeline!.Actual(State.Timeline.Template.IndexOf("A10")));
    }

    [Fact]
    public void Who_has_said_so_before_is_right_about_the_day()
    {
        Reach(StyleStage.Development);
        Report("A10");
        Advance();
        Assert.Empty(Happened<StyleEvent.MilestonesReported>());
        Assert.Equal(new DateOnly(2026, 9, 1), State.Timeline!.Actual(State.Timeline.Template.IndexOf("A10")));
    }

    [Fact]
    public void Before_it_a_change_has_no_version()
    {
        Rename("Fleece crew II");
        Assert.Empty(Happened<StyleEvent.ProfileVersioned>());
        Assert.Equal("name is taken", Happened<StyleEvent.Revised>().Single().Reason);
    }

    [Fact]
    public void After_it_each_change_is_a_version_with_its_fields()
    {
        Reach(StyleStage.Adopted);
        Rename("Fleece crew II");
        Assert.Equal(new FieldChange("name", "Fleece crew", "Fleece crew II"), Assert.Single(Happened<StyleEvent.ProfileVersioned>().Single().Changes));
        Revise(new ReviseProfile(null, null, null, null, ["Ink", "Moss"], null, null, "Chalk is dropped"));
        Assert.Equal(
            (3, new FieldChange("colours", "Ink, Chalk", "Ink, Moss")),
            Happened<StyleEvent.ProfileVersioned>().Select(e => (e.Version, e.Changes.Single())).Single());
        Assert.Equal(3, Style.HandOver(State, 9)!.Profile);
    }

    [Fact]
    public void What_was_to_be_approved_of_a_colour_that_is_taken_off_has_ended_until_the_colour_is_back()
    {
        Assert.Equal([("Chalk", null), ("Ink", null)], Dips());
        Revise(new ReviseProfile(null, null, null, null, ["Ink", "Moss"], null, null, "Chalk is dropped"));
        Assert.Equal([("Chalk", ApprovalEnd.ColourGone), ("Ink", null), ("Moss", null)], Dips());
        var (offered, refusal) = ApprovalPlan.For(State, new ApprovalWish("lab-dip", "Chalk", "M-1", null, null, true));
        Assert.Equal((ApprovalEnd.ColourGone, "unknown-colour"), (offered!.Ended, refusal!.Code));
        Assert.Null(ApprovalPlan.For(State, new ApprovalWish("lab-dip", "Sand", null, null, null, true)).Sheet);

        Revise(new ReviseProfile(null, null, null, null, ["Chalk"], null, null, "Chalk after all"));
        Assert.Equal([("Chalk", null), ("Ink", ApprovalEnd.ColourGone), ("Moss", ApprovalEnd.ColourGone)], Dips());
        IEnumerable<(string?, ApprovalEnd?)> Dips() =>
            ApprovalPlan.Of(State).Where(s => s.Subject.Type == "lab-dip").Select(s => (s.Subject.Colour, s.Ended)).OrderBy(s => s.Colour, StringComparer.Ordinal);
    }

    [Fact]
    public void What_is_to_be_printed_waits_for_its_strike_off_from_then_on()
    {
        Assert.Equal(-1, State.Timeline!.Template.IndexOf("A07"));
        Revise(new ReviseProfile(null, null, null, null, null, null, [new AttributeValue(TemplateAttributes.Printed, "yes")], "all-over print"));
        Assert.Equal(ExFactory.AddDays(-148), State.Timeline.Schedule.Baseline[State.Timeline.Template.IndexOf("A07")]);
        Assert.Contains(Style.HandOver(State, 9)!.Dates, date => date.Milestone == "A07");
        Report("A07");
        Revise(new ReviseProfile(null, null, null, null, null, null, [new AttributeValue(TemplateAttributes.Printed, "no")], "plain after all"));
        Assert.Equal(-1, State.Timeline.Template.IndexOf("A07"));
    }

    [Fact]
    public void A_file_keeps_what_it_does_not_say_and_does_not_sort()
    {
        Revise(new ReviseProfile(null, null, "women", null, null, null, [new AttributeValue(TemplateAttributes.Washed, "yes")], "garment washed"));
        Record("Fleece crew", "Chalk", "Ink");
        ThenNothing();
        Record("Fleece crew II", "Moss");
        Assert.Equal(
            ("Fleece crew II", "women", "washed", "Moss"),
            (State.Profile!.Name, State.Profile.Gender, State.Profile.Attributes!.Value.Single().Attribute, State.Profile.Colours.Single()));
    }

    [Fact]
    public void A_file_that_says_one_thing_of_what_the_goods_are_like_keeps_the_others()
    {
        AttributeValue washed = new(TemplateAttributes.Washed, "yes"), printed = new(TemplateAttributes.Printed, "yes");
        Record([washed]);
        var baseline = State.Timeline!.Schedule.Baseline[State.Timeline.Template.IndexOf("A07W")];
        Record([printed]);
        Assert.Equal([washed, printed], State.Profile!.Attributes!.Value.AsEnumerable());
        Assert.Equal(baseline, State.Timeline!.Schedule.Baseline[State.Timeline.Template.IndexOf("A07W")]);
        Record([printed]);
        ThenNothing();
        Record([new(TemplateAttributes.FirstOrder, "yes"), washed]);
        Assert.Equal([washed, printed, new(TemplateAttributes.FirstOrder, "yes")], State.Profile!.Attributes!.Value.AsEnumerable());
    }

    [Theory]
    [InlineData(StyleStage.Adopted)]
    [InlineData(StyleStage.Closed)]
    public void A_file_changes_nothing_of_what_was_adopted(StyleStage stage)
    {
        Reach(stage);
        Record("Fleece crew II");
        ThenRefused("kept-here");
        Record("Fleece crew", "Chalk", "Ink");
        ThenNothing();
    }

    [Fact]
    public void Nothing_otherwise_is_no_version()
    {
        Reach(StyleStage.Adopted);
        Rename("Fleece crew");
        ThenNothing();
    }

    [Fact]
    public void A_closed_style_changes_no_more_by_hand()
    {
        Reach(StyleStage.Closed);
        Rename("Fleece crew II");
        ThenRefused("not-possible-now");
    }
}
