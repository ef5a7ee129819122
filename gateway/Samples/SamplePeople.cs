using System.Collections.Immutable;
using Selvedge.Domain.People;

namespace Selvedge.Gateway.Samples;

/// <summary>Fourteen people, one of every kind that uses the product.</summary>
internal static class SamplePeople
{
    /// <summary>Registered first: whoever finds her and no wall finds a sample broken off.</summary>
    public const string Director = "ingrid.dahl";

    /// <summary>The only vendor that has a person of its own here.</summary>
    public const string Vendor = "rafiq.islam";

    /// <summary>What all factories report by machine comes in under this name.</summary>
    public const string Floor = "factory.feed";

    /// <summary>The forwarder, who sees every order and reports what is its own.</summary>
    public const string Forwarder = "nordkap";

    /// <summary>Who keep the approvals going; together they see most of the season.</summary>
    public static readonly ImmutableArray<string> Assistants = ["noor.rahim", "pavel.orsk", "sana.idris"];

    /// <summary>Registered last of all, so that its presence says that the sample is complete.</summary>
    public const string Wall = "wall";

    /// <summary>Who of this role works for the brand and category; the director where nobody does.</summary>
    public static Author Acting(this ImmutableArray<PersonSheet> people, string brand, string category, string role)
    {
        var person = people.FirstOrDefault(p => p.Role == role && p.Side == "brand" && Allows(p.Brands, brand) && Allows(p.Categories, category))
            ?? people.First(p => p.Id == Director);
        return new Author(person.Id, person.Role);

        static bool Allows(ImmutableArray<string> allowed, string one) => allowed.IsEmpty || allowed.Contains(one);
    }

    /// <summary>Who answers for the vendor.</summary>
    public static Author Answering(this ImmutableArray<PersonSheet> people, string vendor) =>
        new(people.FirstOrDefault(p => p.Role == "vendor" && p.Vendors.Contains(vendor))?.Id ?? vendor, "vendor");

    public static ImmutableArray<PersonSheet> Of(ImmutableArray<string> brands, ImmutableArray<Maker> makers)
    {
        var (first, second, third) = (brands[0], brands[1], brands[2]);
        return
        [
            new(Director, "Ingrid Dahl", "director", "brand", [], [], [], []),
            new("tomas.reyl", "Tomas Reyl", "director", "brand", [second, third], [], [], []),
            new("clara.voss", "Clara Voss", "manager", "brand", [first], ["apparel"], [], []),
            new("mateo.quint", "Mateo Quint", "manager", "brand", [first], ["footwear", "accessories"], [], []),
            new("yuki.hara", "Yuki Hara", "manager", "brand", [second], [], [], []),
            new("lea.brandt", "Lea Brandt", "manager", "brand", [third], [], [], []),
            new(
                "noor.rahim", "Noor Rahim", "assistant", "brand", [first], ["apparel"], [], [],
                [Function.Merchandising, Function.Design, Function.ProductDevelopment, Function.TechnicalDesign, Function.Colour, Function.Production]),
            new("ada.kern", "Ada Kern", "assistant", "brand", [first], ["apparel"], [], [], [Function.Quality, Function.Lab, Function.Compliance]),
            new("pavel.orsk", "Pavel Orsk", "assistant", "brand", [second, third], ["footwear"], [], []),
            new("sana.idris", "Sana Idris", "assistant", "brand", [], ["accessories"], [], []),
            new(Vendor, "Rafiq Islam", "vendor", "factory", [], [], [makers[0].Sheet.Code], ["cancel"]),
            new(Floor, "Factories' floor feed", "vendor", "factory", [], [], [], ["cancel"]),
            new(Forwarder, "Nordkap Forwarding", "partner", "logistics", [], [], [], ["cause", "causes"]),
            new(Wall, "Sourcing floor", "wall", "brand", [], [], [], ["quantity", "sizes"]),
        ];
    }
}
