using System.Collections.Immutable;
using System.Text.Json;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Checking;

/// <summary>What a campaign left: what the clients know, what is stored, what is shown.</summary>
/// <param name="Placed">Orders acknowledged before their first status event was sent.</param>
/// <param name="Answers">Each order as every node answers it over HTTP after calm.</param>
internal sealed record Evidence(
    ImmutableArray<string> Placed, ImmutableArray<Sending> Sendings, ImmutableArray<Reading> Readings, ImmutableArray<string> Misbehaviour,
    int Requests, Tables Tables, ImmutableArray<Board> Boards, ImmutableArray<(string Node, JsonElement Order)> Answers);

/// <param name="PurchaseOrder">Whose history shows it; null when it is nobody's.</param>
/// <param name="EventId">The one event concerned, where it is one.</param>
internal sealed record Violation(string What, string? PurchaseOrder = null, string? EventId = null);

/// <summary>What one invariant came to.</summary>
/// <param name="Cases">How many things were looked at.</param>
internal sealed record Finding(string Invariant, string Meaning, int Cases, ImmutableArray<Violation> Violations)
{
    public bool Holds => Violations.IsEmpty;

    public override string ToString() => Holds
        ? $"{Invariant} ok n={Cases}  {Meaning}"
        : $"{Invariant} VIOLATED {Violations.Length} of {Cases}  {Meaning}: {Violations[0].What}";
}
