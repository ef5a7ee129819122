using System.Collections.Immutable;

namespace Selvedge.Gateway.Edi;

internal enum EdiSyntax
{
    X12,
    Edifact,
}

/// <summary>The characters that keep an interchange's parts apart, as its own beginning says.</summary>
/// <param name="Release">Takes the meaning from the character after it; X12 has none.</param>
internal sealed record Delimiters(EdiSyntax Syntax, char Component, char Element, char Terminator, char? Release = null)
{
    public static readonly Delimiters Edifact = new(EdiSyntax.Edifact, ':', '+', '\'', '?');
}

/// <summary>One segment: a tag and elements of components, as text without release characters.</summary>
/// <param name="Elements">Without the tag.</param>
internal sealed record Segment(string Tag, ImmutableArray<ImmutableArray<string>> Elements)
{
    /// <summary>The first component of the element, counted from 1; empty where there is none.</summary>
    public string this[int element] => this[element, 1];

    /// <summary>A component of an element, both counted from 1; empty where there is none.</summary>
    public string this[int element, int component] =>
        element <= Elements.Length && component <= Elements[element - 1].Length ? Elements[element - 1][component - 1] : "";

    /// <summary>Of elements that have one component each.</summary>
    public static Segment Of(string tag, params ReadOnlySpan<string> elements)
    {
        var all = ImmutableArray.CreateBuilder<ImmutableArray<string>>(elements.Length);
        foreach (var element in elements)
            all.Add([element]);
        return new Segment(tag, all.DrainToImmutable());
    }
}
