using Orleans;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>Something that stands in a line's way until somebody lifts it.</summary>
/// <param name="Code">What it is, such as <c>hold</c>: published vocabulary, only added to.</param>
/// <param name="Text">For the person who reads it: why.</param>
/// <param name="WaitsOn">Who can lift it: the id of a person, the code of a vendor, or a role.</param>
[GenerateSerializer, Immutable, Alias("block")]
public sealed record Block(string Code, string Text, string WaitsOn);
