using System.Collections.Immutable;
using System.Diagnostics;

namespace Selvedge.Domain.TrackRecords;

/// <summary>What may be asked of a track record.</summary>
public abstract record TrackRecordCommand
{
    private TrackRecordCommand() { }

    /// <param name="Keep">How many outcomes of a milestone are kept; the oldest go first.</param>
    public sealed record Add(string PurchaseOrder, ImmutableArray<LineOutcomes> Lines, int Keep) : TrackRecordCommand;

    /// <summary>The committed due time has come.</summary>
    public sealed record Wake : TrackRecordCommand;
}

/// <summary>What happened to a track record. Stored for ever: additive only.</summary>
public abstract record TrackRecordEvent
{
    private TrackRecordEvent() { }

    /// <param name="PublishAt">When the next version is due; null while it would say what the last one says.</param>
    public sealed record OutcomesAdded(
        string PurchaseOrder, ImmutableArray<LineOutcomes> Lines, int Keep, DateTimeOffset? PublishAt) : TrackRecordEvent;

    public sealed record Published(PublishedRecord Record) : TrackRecordEvent;
}

/// <param name="Newest">Days of the newest outcomes, in the order in which they came.</param>
public sealed record MilestoneOutcomes(string Template, string Milestone, ImmutableArray<int> Newest);

/// <summary>A track record as its events left it.</summary>
/// <param name="Published">The newest version; null before the first.</param>
/// <param name="PublishAt">When the next is due, or null.</param>
public sealed record TrackRecordState(ImmutableArray<MilestoneOutcomes> Milestones, PublishedRecord? Published, DateTimeOffset? PublishAt)
{
    public static TrackRecordState Empty { get; } = new([], null, null);
}

/// <summary>What lists need of one track record.</summary>
/// <param name="Version">0 while none was published.</param>
public sealed record TrackRecordRow(int Version, DateOnly? Day)
{
    public static TrackRecordRow Of(TrackRecordState record) => new(record.Published?.Version ?? 0, record.Published?.Day);
}

/// <summary>
/// How a vendor, or all vendors of a category, kept their milestones: outcomes as lines are done, and of them a version at
/// most once a UTC day, which forecasts then lean on.
/// </summary>
public sealed class TrackRecord : IDecider<TrackRecordCommand, TrackRecordEvent, TrackRecordState>
{
    /// <summary>Outcomes kept of one vendor's milestone: enough to speak for itself, few enough to follow a vendor that changes.</summary>
    public const int KeptOfVendor = 64;

    /// <summary>Outcomes kept of a category's milestone: enough to know what is rare.</summary>
    public const int KeptOfCategory = 512;

    // Lines of one order, and orders of one file, are done together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(1);

    private TrackRecord() { }

    public static TrackRecordState Initial => TrackRecordState.Empty;

    public static Decision<TrackRecordEvent> Decide(TrackRecordCommand command, TrackRecordState record, Surroundings around) => command switch
    {
        TrackRecordCommand.Add add => Add(add, record, around.Now),
        TrackRecordCommand.Wake => Publish(record, around.Now),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static TrackRecordState Evolve(TrackRecordState record, TrackRecordEvent happened) => happened switch
    {
        TrackRecordEvent.OutcomesAdded e => record with { Milestones = With(record.Milestones, e), PublishAt = e.PublishAt },
        TrackRecordEvent.Published e => record with { Published = e.Record, PublishAt = null },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(TrackRecordState record) => record.PublishAt;

    private static Decision<TrackRecordEvent> Add(TrackRecordCommand.Add add, TrackRecordState record, DateTimeOffset now)
    {
        var added = new TrackRecordEvent.OutcomesAdded(add.PurchaseOrder, add.Lines, add.Keep, null);
        var saysMore = !Says(record.Published, ToPublish(Evolve(record, added)));
        return ImmutableArray.Create<TrackRecordEvent>(added with { PublishAt = saysMore ? record.PublishAt ?? NextAfter(record.Published, now) : null });
    }

    private static Decision<TrackRecordEvent> Publish(TrackRecordState record, DateTimeOffset now) =>
        record.PublishAt is { } due && due <= now
            ? ImmutableArray.Create<TrackRecordEvent>(new TrackRecordEvent.Published(new(
                (record.Published?.Version ?? 0) + 1, DateOnly.FromDateTime(now.UtcDateTime), ToPublish(record))))
            : ImmutableArray<TrackRecordEvent>.Empty;

    private static DateTimeOffset NextAfter(PublishedRecord? published, DateTimeOffset now)
    {
        var soon = now + Gathering;
        if (published is null)
            return soon;
        var nextDay = new DateTimeOffset(published.Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        return nextDay > soon ? nextDay : soon;
    }

    private static ImmutableArray<MilestoneRecord> ToPublish(TrackRecordState record) =>
        [.. record.Milestones.Select(m => new MilestoneRecord(m.Template, m.Milestone, [.. m.Newest.Order()]))];

    private static bool Says(PublishedRecord? published, ImmutableArray<MilestoneRecord> milestones) =>
        published is not null && published.Milestones.Length == milestones.Length
        && published.Milestones.Zip(milestones).All(pair =>
            pair.First.Template == pair.Second.Template && pair.First.Milestone == pair.Second.Milestone
            && pair.First.Days.SequenceEqual(pair.Second.Days));

    private static ImmutableArray<MilestoneOutcomes> With(ImmutableArray<MilestoneOutcomes> milestones, TrackRecordEvent.OutcomesAdded added)
    {
        var after = milestones.ToBuilder();
        foreach (var of in added.Lines.SelectMany(l => l.Outcomes).GroupBy(o => (o.Template, o.Milestone), o => o.Days))
        {
            var at = 0;
            while (at < after.Count && (after[at].Template, after[at].Milestone) != of.Key)
                at++;
            if (at == after.Count)
                after.Add(new(of.Key.Template, of.Key.Milestone, []));
            var newest = after[at].Newest.AddRange(of);
            after[at] = after[at] with { Newest = newest.Length > added.Keep ? newest[^added.Keep..] : newest };
        }
        return after.ToImmutable();
    }
}
