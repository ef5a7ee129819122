using System.Collections.Immutable;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Milestones;

/// <summary>Another day that is to be agreed for a milestone: by one rule on a style and on a PO line.</summary>
/// <param name="Reason">Delay reason code.</param>
/// <param name="Side">Who carries the days, as the reason says; null where nobody said so.</param>
/// <param name="Contributing">Up to two delay reason codes beside it; null for none.</param>
internal readonly record struct AgreedDay(DateOnly Date, string Reason, Side? Side, string? Note, ImmutableArray<string>? Contributing)
{
    /// <summary>Why there is nothing to agree on, or not so; null where it may be agreed.</summary>
    public Refusal? Refuse(Timeline timeline, int milestone)
    {
        if (timeline.Actual(milestone) is { } happened)
            return new Refusal("has-happened", "/milestone", $"{timeline.Template.Milestones[milestone].Name} happened {happened:yyyy-MM-dd}: there is nothing left to agree on.");
        return DelayReasons.Refuse(Reason, Side, Contributing ?? []) ?? Reporting.RefuseFar(Date, timeline.Schedule.Target, "/date");
    }

    /// <param name="from">The day agreed before.</param>
    /// <param name="before">How that came about; null where it is as planned or ordered.</param>
    /// <param name="second">Who confirmed it where it had waited for that; null for who does it alone.</param>
    public Commitment For(string milestone, DateOnly from, Commitment? before, Author by, Author? second, DateTimeOffset now) => new(
        milestone, Date, from, second is { IsSupervisor: true } ? Date : before?.Anchor ?? from, Reason, DelayReasons.Find(Reason)!.Side, Note,
        by.Id, second?.Id, now, Contributing is { IsEmpty: false } ? Contributing : null);
}
