using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Styles;

public sealed class FillingInAProfile : StyleLifeSpec
{
    private ProfileCompleteness Completeness => StyleStanding.Of(State).Completeness;

    private void Fill(StyleSpec spec) => Revise(new ReviseProfile(null, null, null, null, null, null, null, "as in the tech pack", spec));

    [Fact]
    public void What_is_missing_is_named_field_by_field()
    {
        Assert.Equal(["gender", "articleType", "material", "composition", "sizeRange", "techPack"], Completeness.Missing.ToArray());
        Assert.Equal(40, Completeness.Percent);
        Revise(new ReviseProfile(null, null, "women", "Sweatshirt", null, null, null, "line plan"));
        Fill(new StyleSpec("Brushed fleece 280 g", "80 % cotton, 20 % polyester", "XS to XXL", "v2"));
        Assert.Equal((100, 0), (Completeness.Percent, Completeness.Missing.Length));
    }

    [Fact]
    public void What_is_not_said_stays()
    {
        Fill(new StyleSpec(Material: "Brushed fleece 280 g"));
        Fill(new StyleSpec(TechPack: "v2"));
        Assert.Equal(new StyleSpec("Brushed fleece 280 g", TechPack: "v2"), State.Profile!.Spec);
        Fill(new StyleSpec());
        ThenNothing();
        Record("Fleece crew", "Ink", "Chalk");
        ThenNothing();
    }

    [Fact]
    public void After_the_adoption_another_material_is_a_version_of_the_profile()
    {
        Reach(StyleStage.Adopted);
        Fill(new StyleSpec(Material: "Brushed fleece 280 g"));
        Assert.Equal(
            (2, new FieldChange("material", null, "Brushed fleece 280 g")),
            Happened<StyleEvent.ProfileVersioned>().Select(e => (e.Version, e.Changes.Single())).Single());
    }
}
