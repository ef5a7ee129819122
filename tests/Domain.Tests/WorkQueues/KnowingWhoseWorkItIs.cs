using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WorkQueues;
using static Selvedge.Domain.WorkQueues.Duty;

namespace Selvedge.Domain.Tests.WorkQueues;

public sealed class KnowingWhoseWorkItIs
{
    private static Duty? Of(string role, string owner, int behind, bool isCritical = false) => Responsibility.OfMilestone(role, owner, behind, isCritical);

    [Fact]
    public void Who_does_it_has_it_before_them_a_week_ahead()
    {
        Assert.Equal((null, Do), (Of("assistant", "Technical design", -8), Of("assistant", "Technical design", -7)));
        Assert.Equal((null, Do), (Of("vendor", "Vendor", -8), Of("vendor", "Vendor", -7)));
    }

    [Fact]
    public void What_the_vendor_did_not_do_by_its_day_is_chased_from_the_next() =>
        Assert.Equal((null, Chase), (Of("assistant", "Vendor", 0), Of("assistant", "Vendor", 1)));

    [Theory]
    [InlineData("Factory")]
    [InlineData("Supplier")]
    public void A_vendor_goes_by_other_names_as_well(string name)
    {
        Assert.Equal((Do, Chase), (Of("vendor", name, 1), Of("assistant", name, 1)));
        Assert.Equal((Do, Do), (Of("vendor", $"QA + {name.ToLowerInvariant()}", 1), Of("assistant", $"QA + {name.ToLowerInvariant()}", 1)));
    }

    [Fact]
    public void Every_template_has_work_for_its_vendor()
    {
        foreach (var template in new[] { "apparel", "footwear", "accessories" }.Select(c => Templates.Newest(c.ToUpperInvariant())!.Fit()))
        {
            var theirs = template.Milestones.Where(m => Of("vendor", m.Role, 0) is not null).Select(m => m.Code);
            Assert.Contains(template.Milestones[^1].Code, theirs);
            Assert.True(theirs.Count() > 5, template.Id);
        }
    }

    [Fact]
    public void What_both_see_to_is_both_sides_to_do()
    {
        Assert.Equal(Do, Of("assistant", "Vendor + logistics", -3));
        Assert.Equal(Do, Of("vendor", "Vendor + logistics", -3));
        Assert.Equal(Do, Of("partner", "Vendor + logistics", -3));
    }

    [Fact]
    public void Vendors_and_partners_have_nothing_of_what_others_do()
    {
        Assert.Null(Of("vendor", "Technical design", 9, isCritical: true));
        Assert.Null(Of("partner", "QA", 9, isCritical: true));
    }

    [Fact]
    public void It_reaches_a_manager_two_days_late_and_at_once_when_critical()
    {
        Assert.Equal((null, Do), (Of("manager", "Colour", 1), Of("manager", "Colour", 2)));
        Assert.Equal(Chase, Of("manager", "Vendor", -20, isCritical: true));
    }

    [Fact]
    public void It_reaches_a_director_a_week_late() => Assert.Equal((null, Do), (Of("director", "Colour", 6, isCritical: true), Of("director", "Colour", 7)));

    [Fact]
    public void A_wall_has_nothing_to_do() => Assert.Null(Of("wall", "Colour", 30, isCritical: true));
}
