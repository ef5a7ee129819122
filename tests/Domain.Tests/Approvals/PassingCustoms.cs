using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>The rules for samples under HTS 9811.00.60 (facts 4.3).</summary>
public sealed class PassingCustoms : ApprovalSpec
{
    private static readonly CustomsDeclaration Selling = new(
        "noor", SamplePurpose.Selling, "US", CustomsRules.SampleHeading, 24, SampleMarking.None, null, null, false, true, true, true, null,
        CustomsDecision.Pending, null);

    private static CheckResult Result(CustomsDeclaration sample, string check = "value-or-marking", string category = "apparel") =>
        CustomsRules.Check(sample, category).Single(c => c.Code == check).Result;

    [Fact]
    public void Only_samples_that_solicit_orders_come_in_under_the_heading()
    {
        Assert.Equal(CheckResult.Passes, Result(Selling, "purpose"));
        Assert.Equal(CheckResult.Fails, Result(Selling with { Purpose = SamplePurpose.Testing }, "purpose"));
        Assert.Equal(CheckResult.AskTheBroker, Result(Selling with { Purpose = SamplePurpose.Testing, Heading = null }, "purpose"));
    }

    [Theory]
    [InlineData("0.99", CheckResult.Passes)]
    [InlineData("1", CheckResult.Passes)]
    [InlineData("1.01", CheckResult.Fails)]
    public void Up_to_a_dollar_needs_no_mark(string value, CheckResult expected) =>
        Assert.Equal(expected, Result(Selling with { ValueUsd = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) }));

    [Theory]
    [InlineData("2", false, true, CheckResult.Passes)]
    [InlineData("1.9", false, true, CheckResult.Fails)]
    [InlineData("2", true, true, CheckResult.Fails)]
    [InlineData("2", false, false, CheckResult.Fails)]
    public void A_cut_in_apparel_is_two_inches_off_the_seam_and_visible(string inches, bool onSeam, bool visible, CheckResult expected) =>
        Assert.Equal(expected, Result(Selling with
        {
            Marking = SampleMarking.Cut, LengthInches = decimal.Parse(inches, System.Globalization.CultureInfo.InvariantCulture), IsOnSeam = onSeam, IsVisible = visible,
        }));

    [Theory]
    [InlineData(2, 1, true, true, true, CheckResult.Passes)]
    [InlineData(1, 1, true, true, true, CheckResult.Fails)]
    [InlineData(2, 0, true, true, true, CheckResult.Fails)]
    [InlineData(2, 1, false, true, true, CheckResult.Fails)]
    [InlineData(2, 1, true, false, true, CheckResult.Fails)]
    [InlineData(2, 1, true, true, false, CheckResult.Fails)]
    public void The_word_in_ink_is_large_indelible_contrasting_and_shows(int length, int height, bool permanent, bool contrasting, bool visible, CheckResult expected) =>
        Assert.Equal(expected, Result(Selling with
        {
            Marking = SampleMarking.Ink, LengthInches = length, HeightInches = height, IsPermanent = permanent, IsContrasting = contrasting, IsVisible = visible,
        }));

    [Theory]
    [InlineData("apparel")]
    [InlineData("footwear")]
    [InlineData("accessories")]
    public void A_sewn_in_label_does_not_qualify(string category) =>
        Assert.Equal(CheckResult.Fails, Result(Selling with { Marking = SampleMarking.SewnInLabel }, category: category));

    [Fact]
    public void Footwear_has_a_hole_in_the_sole_or_a_lasting_stamp()
    {
        Assert.Equal(CheckResult.Passes, Result(Selling with { Marking = SampleMarking.Hole, LengthInches = 0.25m }, category: "footwear"));
        Assert.Equal(CheckResult.Fails, Result(Selling with { Marking = SampleMarking.Hole, LengthInches = 0.2m }, category: "footwear"));
        Assert.Equal(CheckResult.Passes, Result(Selling with { Marking = SampleMarking.Stamp }, category: "footwear"));
        Assert.Equal(CheckResult.Fails, Result(Selling with { Marking = SampleMarking.Stamp, IsPermanent = false }, category: "footwear"));
        Assert.Equal(CheckResult.Fails, Result(Selling with { Marking = SampleMarking.Cut, LengthInches = 9 }, category: "footwear"));
    }

    [Fact]
    public void Where_no_ruling_is_known_the_broker_is_asked()
    {
        Assert.Equal(CheckResult.AskTheBroker, Result(Selling with { Marking = SampleMarking.Cut, LengthInches = 9 }, category: "accessories"));
        Assert.Equal(CheckResult.AskTheBroker, Result(Selling with { Country = "GB" }, "country"));
        Assert.Equal(CheckResult.AskTheBroker, Result(Selling with { Heading = "6109.10.00" }, "heading"));
    }

    [Fact]
    public void A_failing_check_names_what_is_missing() =>
        Assert.Equal(
            "The cut must be at least 2 inches long, not lie on a seam or border.",
            CustomsRules.Check(Selling with { Marking = SampleMarking.Cut, LengthInches = 1, IsOnSeam = true }, "apparel")[^1].Text);

    [Fact]
    public void The_record_keeps_what_the_rules_said_of_it()
    {
        Plan(Sheet("sms", null, "A08"));
        When(new ApprovalCommand.Declare(Selling), Around);
        Assert.Equal([CheckResult.Passes, CheckResult.Fails], State.Customs!.Checks.Select(c => c.Result));
        When(new ApprovalCommand.Declare(Selling), Around);
        ThenNothing();
    }
}
