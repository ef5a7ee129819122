using System.Collections.Immutable;
using Selvedge.Domain.Tests.Calendars;
using Selvedge.Domain.Tests.TrackRecords;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.TimeAndAction;

/// <summary>What a forecast goes by, thrown by dice: template, calendar, facts and past.</summary>
internal static class SomeInput
{
    public static readonly DateOnly Start = new(2026, 1, 1);

    public static ForecastInput Random(Random random)
    {
        var template = RandomTemplate(random);
        var calendar = SomeCalendar.Random(random, Start);
        // Now and then the calendar has changed since the plan was made.
        var planned = random.Next(4) == 0 ? SomeCalendar.Random(random, Start) : calendar;
        var baseline = Baseline.For(template, Start.AddDays(150 + random.Next(60)), planned);
        var home = random.Next(3) == 0 ? MilestoneHome.Style : MilestoneHome.Line;
        return new(
            template, home, baseline,
            [.. template.Milestones.Select((milestone, m) => RandomFacts(random, baseline[m], milestone.Home, home))],
            calendar, Start.AddDays(random.Next(260)), SomePast.Random(random, template));
    }

    private static CalendarTemplate RandomTemplate(Random random)
    {
        var length = random.Next(2, 10);
        var style = random.Next(length);
        var offsets = Enumerable.Range(0, length - 1).Select(_ => -random.Next(120)).Order().Append(0).ToArray();
        var milestones = ImmutableArray.CreateBuilder<TemplateMilestone>();
        for (var m = 0; m < length; m++)
        {
            var after = Enumerable.Range(0, m).Where(_ => random.Next(3) == 0)
                .Select(p => new Dependency(p, random.Next(offsets[m] - offsets[p] + 1))).ToImmutableArray();
            milestones.Add(new(
                $"R{m}", $"Milestone {m}", "Vendor", random.Next(2) == 0 ? Side.Factory : (Side)random.Next(6), m < style ? MilestoneHome.Style : MilestoneHome.Line,
                null, offsets[m], after));
        }
        return new("RANDOM", 1, "Random", milestones.ToImmutable());
    }

    private static MilestoneFacts RandomFacts(Random random, DateOnly due, MilestoneHome lives, MilestoneHome home)
    {
        var day = due.AddDays(random.Next(-25, 40));
        var reason = random.Next(2) == 0 ? AnyReason(random) : null;
        var beside = reason is not null && random.Next(2) == 0
            ? new ContributingReasons(new(AnyReason(random), random.Next(1, 15)), random.Next(2) == 0 ? new(AnyReason(random), random.Next(1, 15)) : null)
            : null;
        if (lives != home)
            return lives == MilestoneHome.Style && random.Next(4) != 0 ? new(null, null, day, reason, Contributing: beside) : default;
        return random.Next(5) switch
        {
            0 => new(day, null, null, reason, Contributing: beside),
            1 => new(null, day, null, reason, Contributing: beside),
            2 => new(day, due, null, reason, Contributing: beside),
            _ => default,
        };
    }

    private static string AnyReason(Random random) => DelayReasons.All[random.Next(DelayReasons.All.Length)].Code;
}
