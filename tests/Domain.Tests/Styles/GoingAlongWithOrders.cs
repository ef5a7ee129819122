using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.TimeAndAction.StyleStage;

namespace Selvedge.Domain.Tests.Styles;

/// <summary>From the adoption on a style is where its orders are; every pair of stages, by the table.</summary>
public sealed class GoingAlongWithOrders : StyleLifeSpec
{
    // Where a style of the stage comes to when all its orders are at the other; by the stage's first letter, "C" for concept, "X" for closed.
    private const string Letters = "CDAOPHX";

    private static readonly Dictionary<StyleStage, string> Along = new()
    {
        //                 CDAOPHX  the orders: those that are no order's stage stand for none
        [Concept] =       "CCCCCCC",
        [Development] =   "DDDDDDD",
        [Adopted] =       "AAAOPHA",
        [Ordered] =       "AAAOPHA",
        [InProduction] =  "AAAOPHA",
        [HandedOff] =     "AAAOPHA",
        [Closed] =        "XXXXXXX",
    };

    // Where closing leads from each stage; "-" where people cannot close it.
    private const string ByPeople = "DA---X-";

    public static TheoryData<StyleStage, StyleStage> Pairs
    {
        get
        {
            var pairs = new TheoryData<StyleStage, StyleStage>();
            foreach (var from in Enum.GetValues<StyleStage>())
                foreach (var to in Enum.GetValues<StyleStage>())
                    pairs.Add(from, to);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_pair_of_stages_is_as_the_table_says(StyleStage from, StyleStage to)
    {
        Reach(from);
        if (from == Adopted)
            Report("A11", "A12");
        Order("PO-1", 2, to is Ordered or InProduction or HandedOff ? to : null);
        Assert.Equal(Along[from][(int)to], Letters[(int)Life.Stage]);

        // A person gets there by closing the stage before, and by nothing else.
        var person = new ByAPerson(from);
        Assert.Equal(ByPeople[(int)from] == Letters[(int)to], person.Closed == to);
    }

    [Fact]
    public void What_holds_the_adoption_holds_it_back_until_it_is_done()
    {
        Reach(Adopted);
        Order("PO-1", 1, InProduction);
        Assert.Equal((Adopted, InProduction), (Life.Stage, Life.Ordered));
        Assert.Equal(["A11", "A12"], Holds);
        Report("A11");
        Waive("A12");
        Assert.Equal(InProduction, Life.Stage);
    }

    [Fact]
    public void The_least_of_its_orders_tells_when_it_is_handed_off()
    {
        Reach(Ordered);
        Order("PO-2", 4, HandedOff);
        Assert.Equal(InProduction, Life.Stage);
        Order("PO-1", 2, HandedOff);
        Assert.Equal(HandedOff, Life.Stage);
        Order("PO-3", 1, Ordered);
        Assert.Equal(InProduction, Life.Stage);
        Order("PO-3", 2, null);
        Assert.Equal(HandedOff, Life.Stage);
    }

    [Fact]
    public void The_highest_version_stays_whatever_comes_later()
    {
        Reach(Ordered);
        Order("PO-1", 5, InProduction);
        Order("PO-1", 3, Ordered);
        ThenNothing();
        Assert.Equal(InProduction, Life.Stage);
    }

    // Its orders hold the version at which its dates last moved: another would have each of them take the same dates again.
    [Fact]
    public void What_its_orders_tell_it_hands_them_nothing_new()
    {
        Reach(Adopted);
        Report("A11", "A12");
        var (version, dates) = (State.Version, State.DatesVersion);
        Order("PO-1", 1, Ordered);
        Assert.Equal(Ordered, Life.Stage);
        Assert.Equal((version + Answer.Events.Length, dates), (State.Version, State.DatesVersion));
        Report("A10");
        Assert.True(State.DatesVersion > version);
    }

    private sealed class ByAPerson : StyleLifeSpec
    {
        public ByAPerson(StyleStage from)
        {
            Reach(from);
            if (from == Adopted)
                Report("A11", "A12");
            Advance();
        }

        /// <summary>Where it came to; null where it was refused.</summary>
        public StyleStage? Closed => Answer.Refusal is null ? Life.Stage : null;
    }
}
