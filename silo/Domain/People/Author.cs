using Orleans;

namespace Selvedge.Domain.People;

/// <summary>Who asks for something.</summary>
/// <param name="Id">Of the person.</param>
/// <param name="Role">As on the person's sheet.</param>
[GenerateSerializer, Immutable, Alias("author")]
public sealed record Author(string Id, string Role)
{
    /// <summary>Confirms what others may only propose.</summary>
    public bool IsSupervisor => Role is "manager" or "director";
}
