using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.Tests.Approvals;

public sealed class NamingAMill : ApprovalSpec
{
    private void Ask(string mill) => When(Act(ApprovalMove.Request) with { Mill = mill });

    private void Name(string mill) => When(Act(ApprovalMove.NameMill) with { Mill = mill });

    [Fact]
    public void Who_makes_the_material_is_named_when_it_is_asked_for_and_may_be_named_anew()
    {
        Plan();
        Ask("MILL-1");
        Assert.Equal("MILL-1", State.Sheet!.MadeBy);
        Ask("MILL-1");
        ThenNothing();
        Ask("MILL-2");
        Assert.Equal(("MILL-2", 1), (State.Sheet!.MadeBy, State.Rounds.Length));
    }

    [Fact]
    public void Naming_it_leaves_what_was_promised_and_whose_turn_it_is()
    {
        Plan();
        Ask("MILL-1");
        When(Act(ApprovalMove.Propose, date: SubmitBy.AddDays(5)));
        var before = State;
        Name("MILL-2");
        Assert.Equal(("MILL-2", ApprovalStatus.Confirmed, SubmitBy.AddDays(5)), (State.Sheet!.MadeBy, State.Status, Round.Expected));
        Assert.Equal((before.Round, before.Dates.Due, before.Dates.WaitsOn), (State.Round, State.Dates.Due, State.Dates.WaitsOn));
        Name("MILL-2");
        ThenNothing();
        Name(" ");
        ThenRefused("required");
    }

    [Fact]
    public void Naming_it_asks_for_nothing_yet()
    {
        Plan();
        Name("MILL-1");
        Assert.Equal(("MILL-1", ApprovalStatus.Planned, 0), (State.Sheet!.MadeBy, State.Status, State.Rounds.Length));
    }

    [Fact]
    public void A_change_of_plan_leaves_the_mill()
    {
        Plan();
        Ask("MILL-1");
        Plan(Sheet() with { SubmitBy = SubmitBy.AddDays(7) });
        Assert.Equal("MILL-1", State.Sheet!.MadeBy);
    }

    [Fact]
    public void What_was_asked_of_one_mill_is_not_anothers()
    {
        Plan(Sheet() with { Subject = Sheet().Subject with { Mill = "MILL-1" } });
        Assert.Equal(("MILL-1", "ST-1~lab-dip~Ink~MILL-1"), (State.Sheet!.MadeBy, State.Sheet.Subject.Id));
        Ask("MILL-2");
        ThenRefused("other-mill");
    }

    [Fact]
    public void A_sample_of_the_factory_has_no_mill()
    {
        Plan(Sheet("fit", colour: null, milestone: "A12"));
        Ask("MILL-1");
        ThenRefused("no-mill");
    }
}
