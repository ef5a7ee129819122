using Orleans;
using Selvedge.Domain.People;

namespace Selvedge.Domain.Milestones;

/// <summary>What this milestone holds up may go on without it: a style's stage may close, or a line pass its gate.</summary>
/// <param name="Second">Who confirmed it; null where that was not needed.</param>
public sealed record Waiver(string Milestone, string Reason, Author By, Author? Second, DateTimeOffset At);

/// <param name="By">Id of the person.</param>
/// <param name="ConfirmedBy">Id of the second person; null where none was needed.</param>
[GenerateSerializer, Immutable, Alias("waiver-view")]
public sealed record WaiverView(string Milestone, string Name, string Reason, string By, string? ConfirmedBy, DateTimeOffset At)
{
    internal static WaiverView Of(Waiver waiver, string name) =>
        new(waiver.Milestone, name, waiver.Reason, waiver.By.Id, waiver.Second?.Id, waiver.At);
}
