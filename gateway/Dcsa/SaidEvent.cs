using System.Collections.Immutable;

namespace Selvedge.Gateway.Dcsa;

/// <summary>What one event says, in whatever version of the standard, before any of it is judged.</summary>
/// <param name="Party">Whose event it is; null for the only name under which its sender reports.</param>
/// <param name="Register">The code list of the party: with it the party's event ids are told apart.</param>
/// <param name="Documents">Bookings and transport documents.</param>
/// <param name="Others">Other references, of which only our own ids are known here.</param>
/// <param name="Place">UN/LOCODE.</param>
/// <param name="Mode">VESSEL, BARGE, RAIL, TRUCK or MULTIMODAL.</param>
/// <param name="At">Where in the body it stands, as JSONPath.</param>
/// <param name="Body">As it came.</param>
internal sealed record SaidEvent(
    string? Party, string Register, string? EventId, string? UpdatedAt, bool IsRetracted, string? Type, string? Classifier, string? Code, string? DateTime,
    ImmutableArray<string> Documents, ImmutableArray<string> Others, string? Equipment, bool IsEmpty, string? Movement, string? Place, string? Mode, string? Note,
    string At, byte[] Body, ImmutableDictionary<string, string> Paths)
{
    /// <summary>Where in the body that stands which our own form of the event calls so.</summary>
    /// <param name="member">Empty for the event itself.</param>
    public string PathOf(string member) => Paths.TryGetValue(member, out var path) ? $"{At}.{path}" : At;
}
