using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Samples;

/// <summary>What was counted of a line when it was packed and when it left, and where somebody counts or knows otherwise.</summary>
internal static class Counts
{
    private const double ShareShort = 0.04;
    private const double ShareMiscounted = 0.03;
    private const double ShareDoubted = 0.01;
    private const double ShareSeenOtherwise = 0.002;
    private const double ShareMistyped = 0.004;

    private const int DoubtedWithinDays = 10;

    /// <param name="from">Where the line's reports begin.</param>
    public static void Add(ImmutableArray<ReportMilestone>.Builder past, int from, CalendarTemplate template, int ordered, DateOnly today, Random dice)
    {
        var packed = ordered * (dice.Happens(ShareShort) ? dice.Next(78, 90) : dice.Next(98, 103)) / 100;
        (DateOnly Day, Stage? Stage)? before = null;
        for (int i = from, told = past.Count; i < told; i++)
        {
            var said = past[i];
            if (said.Classifier != Classifier.Actual)
                continue;
            var milestone = template.Milestones[template.IndexOf(said.Milestone)];
            if (milestone.Stage is Stage.Packing or Stage.ExFactory)
            {
                past[i] = said with { Quantity = packed };
                if (dice.Happens(ShareMiscounted) && By(said, today) is { } counted)
                    past.Add(counted with { Quantity = packed * dice.Next(80, 93) / 100, Note = "cartons counted at the warehouse" });
            }
            else if (IsSeenFromOutside(milestone) && milestone.Approvals.IsEmpty)
            {
                if (said.Date > today.AddDays(-DoubtedWithinDays) && dice.Happens(ShareDoubted) && By(said, today) is { } doubt)
                    past.Add(doubt with { Classifier = Classifier.Estimate, Date = today.AddDays(dice.Next(1, 6)), Note = "not seen when we were at the factory" });
                // Said before, so that the factory's own word holds.
                else if (dice.Happens(ShareSeenOtherwise))
                    past.Add(Seen(said, said.UpdatedAt.AddHours(-3)) with { Date = said.Date.AddDays(-dice.Next(2, 5)), Note = "seen when we were at the factory" });
                else if (before is var (day, stage) && stage < milestone.Stage && dice.Happens(ShareMistyped))
                    past[i] = said with { Date = day.AddDays(-dice.Next(1, 4)), Note = "from the line book" };
                if (milestone.Stage >= Stage.Cutting)
                    before = (said.Date, milestone.Stage);
            }
        }
    }

    // Who comes to the factory sees what arrives there and what is made there, and no papers.
    private static bool IsSeenFromOutside(TemplateMilestone milestone) =>
        milestone.Stage is >= Stage.Cutting and < Stage.Inspected || milestone.Name.Contains("in-house", StringComparison.Ordinal);

    // Some hours later; null where today has begun by then.
    private static ReportMilestone? By(ReportMilestone said, DateOnly today) =>
        said.UpdatedAt.AddHours(3) is var at && at > new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            ? null
            : Seen(said, at);

    private static ReportMilestone Seen(ReportMilestone said, DateTimeOffset at) =>
        said with { Source = SamplePeople.Forwarder, EventId = $"{said.EventId}/seen", UpdatedAt = at, Reason = null };
}
