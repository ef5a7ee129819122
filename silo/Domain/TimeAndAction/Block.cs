using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>Something that stands in a line's way until somebody lifts it, or a warning beside it.</summary>
/// <param name="Code">What it is, such as <c>hold</c>: published vocabulary, only added to.</param>
/// <param name="Text">For the person who reads it: why.</param>
/// <param name="WaitsOn">Who can lift it: the id of a person, the code of a vendor, or a role.</param>
/// <param name="IsWarning">Nothing stops for it.</param>
[GenerateSerializer, Immutable, Alias("block")]
public sealed record Block(string Code, string Text, string WaitsOn, bool IsWarning = false)
{
    /// <summary>In one sentence: what blocks, else the cause that added most days, else a warning; null when nothing is wrong.</summary>
    public static string? Said(ImmutableArray<Block> blocks, ImmutableArray<Cause> causes) =>
        blocks.FirstOrDefault(b => !b.IsWarning)?.Text ?? causes.MaxBy(c => c.Days)?.Text ?? blocks.FirstOrDefault()?.Text;
}
