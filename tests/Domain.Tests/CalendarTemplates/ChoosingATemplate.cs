using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Tests.CalendarTemplates.SomeTemplate;

namespace Selvedge.Domain.Tests.CalendarTemplates;

public sealed class ChoosingATemplate
{
    private static PublishedTemplate Published(string id, int version = 1, string? brand = null, string? category = "apparel") =>
        new(id, version, Of(Line("X1", -30)) with { Brand = brand, Category = category });

    [Fact]
    public void The_brands_own_goes_before_any_brands()
    {
        var shelf = TemplateShelf.BuiltIn.With(Published("HALDEN-APPAREL", brand: "HALDEN"), 10).With(Published("OURS"), 20);
        Assert.Equal(("HALDEN-APPAREL", "OURS", "FOOTWEAR"), (shelf.For("HALDEN", "apparel")!.Id, shelf.For("OSTRA", "apparel")!.Id, shelf.For("HALDEN", "footwear")!.Id));
    }

    [Fact]
    public void Of_two_for_the_same_goods_the_one_published_last_serves_in_whatever_order_they_are_told()
    {
        var (one, two, again) = (Published("ONE"), Published("TWO"), Published("ONE", 2));
        Assert.Equal("TWO", TemplateShelf.BuiltIn.With(two, 20).With(one, 10).For("HALDEN", "apparel")!.Id);
        Assert.Equal(2, TemplateShelf.BuiltIn.With(again, 30).With(two, 20).With(one, 10).For("HALDEN", "apparel")!.Version);
    }

    [Fact]
    public void What_is_retired_is_found_by_name_alone()
    {
        var shelf = TemplateShelf.BuiltIn.With(Published("ONE"), 10).Without("ONE", 11);
        Assert.Equal("APPAREL", shelf.For("HALDEN", "apparel")!.Id);
        Assert.Equal("ONE", shelf.Newest("ONE")!.Id);
        Assert.Equal("ONE", shelf.With(Published("ONE", 2), 12).For("HALDEN", "apparel")!.Id);
    }

    [Fact]
    public void What_must_be_named_serves_nobody_by_category() => Assert.Null(TemplateShelf.BuiltIn.For("SCMS", "other"));

    [Fact]
    public void A_version_learned_again_is_the_very_same_and_with_other_content_it_is_an_error()
    {
        var sheet = Of(Line("X1", -30));
        var known = Templates.Learn("LEARNED-ONCE", 1, sheet);
        Assert.Same(known, Templates.Learn("LEARNED-ONCE", 1, Of(Line("X1", -30))));
        Assert.Throws<ArgumentException>(() => Templates.Learn("LEARNED-ONCE", 1, Of(Line("X1", -29))));
        Assert.Throws<UnknownTemplateException>(() => Templates.Fit("LEARNED-NEVER", 1, null));
    }
}
