using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WorkQueues;
using static Selvedge.Domain.People.Function;

namespace Selvedge.Domain.Tests.WorkQueues;

public sealed class DividingTheWork
{
    private static string? Whose(string? owner, ImmutableArray<Function> theirs, params Function[] taken) =>
        new Division(taken).AsWhat("assistant", theirs, Division.FunctionsOf(owner));

    [Fact]
    public void Who_has_a_function_has_what_belongs_to_it() => Assert.Equal("as colour", Whose("Colour", [Colour, Lab], Colour, Lab));

    [Fact]
    public void Anothers_function_keeps_it_from_the_others() => Assert.Null(Whose("Colour", [Lab], Colour, Lab));

    [Fact]
    public void What_nobody_does_is_everybodys() => Assert.Equal("as assistant: nobody has compliance", Whose("Compliance", [Lab], Lab));

    [Fact]
    public void What_names_no_function_is_everybodys() => Assert.Equal("as assistant", Whose(null, [Lab], Lab));

    [Fact]
    public void Who_was_given_none_does_whatever_comes() => Assert.Equal("as assistant", Whose("Colour", [], Colour));

    [Fact]
    public void Several_may_be_responsible_together()
    {
        Assert.Equal([TechnicalDesign, Production], Division.FunctionsOf("Technical design + production").ToArray());
        Assert.Equal("as production", Whose("Technical design + production", [Production], Production, TechnicalDesign));
    }

    [Theory]
    [InlineData("Vendor")]
    [InlineData("Factory")]
    [InlineData("Supplier")]
    public void What_only_the_vendor_owes_is_followed_up_by_production(string maker) => Assert.Equal([Production], Division.FunctionsOf(maker).ToArray());

    [Fact]
    public void Whoever_the_products_own_templates_and_types_name_has_a_function()
    {
        var owners = new[] { "APPAREL", "FOOTWEAR", "ACCESSORIES" }.SelectMany(t => Templates.Newest(t)!.Fit().Milestones.Select(m => m.Role))
            .Concat(ApprovalTypes.All.Select(t => t.Reviewer));
        Assert.All(owners, owner => Assert.False(Division.FunctionsOf(owner).IsEmpty, owner));
    }
}
