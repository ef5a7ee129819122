using System.Collections.Immutable;
using Selvedge.Domain.Tests.Calendars;
using Selvedge.Domain.Tests.TrackRecords;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;
using Xunit.Abstractions;

namespace Selvedge.Domain.Tests.TimeAndAction;

public sealed class RandomTimelines(ITestOutputHelper output)
{
    private const int Rounds = 3_000;
    private static readonly DateOnly Start = SomeInput.Start;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Forward_and_backward_agree_with_walking_every_path_day_by_day(int seed) =>
        ForEach(seed, (random, input) =>
        {
            input = input with { Past = SomePast.Steady(random, input.Template) };
            var result = Forecasting.Compute(input);
            var slow = new SlowForecast(input);
            for (var m = 0; m < input.Facts.Length; m++)
            {
                Assert.Equal(slow.Forecast(m), result.Forecast[m]);
                Assert.Equal(slow.Latest(m), result.Latest[m]);
            }
        }, rounds: 400);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Causes_less_the_absorbed_float_are_the_slip_to_the_day(int seed)
    {
        var (slipped, withHolidays, byThePast, shared) = (0, 0, 0, 0);
        ForEach(seed, (_, input) =>
        {
            var result = Forecasting.Compute(input);
            var slip = result.Forecast[^1].DayNumber - input.Baseline[^1].DayNumber;
            Assert.Equal(Math.Max(0, slip), result.SlipDays);
            Assert.Equal(result.SlipDays, result.Causes.Sum(cause => cause.Days) - result.FloatAbsorbedDays);
            Assert.All(result.Causes, cause => Assert.True(cause.Days > 0));
            Assert.True(result.FloatAbsorbedDays >= 0);
            Assert.True(result.SlipDays > 0 || result.Causes.IsEmpty == !HealthRules.IsAtRisk(input, result));
            slipped += result.SlipDays > 0 ? 1 : 0;
            withHolidays += result.Causes.Any(cause => cause.Code == DelayReasons.Holiday) ? 1 : 0;
            shared += result.Causes.Select(cause => cause.Milestone).GroupBy(m => m).Any(m => m.Count() > 2) ? 1 : 0;
            byThePast += result.Causes.Any(cause => cause.Text.Contains("usually takes")) ? 1 : 0;
        });
        output.WriteLine($"{slipped} slipped, {withHolidays} of them with days off as a cause, {byThePast} by the vendor's past");
        Assert.True(
            slipped > Rounds / 4 && withHolidays > Rounds / 20 && byThePast > Rounds / 50 && shared > Rounds / 100, "The timelines are too tame to show anything");
    }

    [Theory]
    [InlineData(12)]
    public void Every_line_at_risk_late_or_critical_says_why_and_its_days_lead_from_the_plan_to_what_was_agreed(int seed)
    {
        var seen = new Dictionary<Health, int>();
        ForEach(seed, (random, input) =>
        {
            input = input with { Home = MilestoneHome.Line };
            var result = Forecasting.Compute(input);
            var (baseline, exFactory) = (input.Baseline[^1], result.Forecast[^1]);
            var committed = baseline.AddDays(random.Next(3) == 0 ? random.Next(-30, 30) : 0);
            var health = HealthRules.Line(HealthRules.Standing(input, result, lastHeard: input.AsOf, committed: committed));
            if (health is not (Health.Risk or Health.Late or Health.Critical))
                return;
            var bridge = Bridge.Between(baseline, committed, exFactory);
            var slip = result.Causes.Sum(cause => cause.Days) - result.FloatAbsorbedDays;
            Assert.Equal(exFactory.DayNumber - committed.DayNumber, slip - bridge.AheadDays + bridge.AgreedEarlierDays);
            Assert.Equal(bridge.PastCommittedDays, slip - bridge.AheadDays + bridge.AgreedEarlierDays);
            Assert.True(!result.Causes.IsEmpty || bridge.AgreedEarlierDays > 0, "Nothing says why");
            seen[health] = seen.GetValueOrDefault(health) + 1;
        });
        output.WriteLine(string.Join(", ", seen));
        Assert.True(seen.Count == 3 && seen.Values.Min() > Rounds / 100, $"The timelines are too tame to show anything: {string.Join(", ", seen)}");
    }

    [Theory]
    [InlineData(5)]
    public void The_driving_path_leads_from_follower_to_follower_to_ex_factory(int seed) =>
        ForEach(seed, (_, input) =>
        {
            var result = Forecasting.Compute(input);
            Assert.Equal(input.Template.ExFactory, result.DrivingPath[^1]);
            foreach (var (predecessor, follower) in result.DrivingPath.Zip(result.DrivingPath.Skip(1)))
                Assert.Contains(input.Template.Milestones[follower].After, dependency => dependency.Predecessor == predecessor);
        });

    // Not so with a past: that a milestone was due and did not happen says more than that it is not yet due, and a day that
    // passes may leave less to be uncertain of.
    [Theory]
    [InlineData(6)]
    public void By_the_template_alone_a_later_fact_never_brings_ex_factory_forward(int seed) =>
        ForEach(seed, (random, input) =>
        {
            input = input with { Past = VendorPast.None };
            var m = random.Next(input.Facts.Length);
            var actual = input.Baseline[m].AddDays(random.Next(-20, 20));
            var earlier = Forecasting.Compute(With(input, m, new(actual, null, null, null)));
            var later = Forecasting.Compute(With(input, m, new(actual.AddDays(random.Next(1, 30)), null, null, null)));
            for (var i = 0; i < input.Facts.Length; i++)
                Assert.True(later.Forecast[i] >= earlier.Forecast[i]);
        });

    [Theory]
    [InlineData(7)]
    public void By_the_template_alone_time_passing_never_brings_ex_factory_forward(int seed) =>
        ForEach(seed, (random, input) =>
        {
            input = input with { Past = VendorPast.None };
            Assert.True(
                Forecasting.Compute(input with { AsOf = input.AsOf.AddDays(random.Next(1, 40)) }).Forecast[^1]
                >= Forecasting.Compute(input).Forecast[^1]);
        });

    [Theory]
    [InlineData(10)]
    public void The_range_holds_the_forecast_and_never_begins_before_today(int seed)
    {
        var (ranges, wide) = (0, 0);
        ForEach(seed, (_, input) =>
        {
            var result = Forecasting.Compute(input);
            if (result.Range is not { } range)
                return;
            Assert.True(input.IsOpen(input.Template.ExFactory) || input.Home == MilestoneHome.Style);
            Assert.True(range.Earliest <= result.Forecast[^1] && result.Forecast[^1] <= range.Latest);
            Assert.True(input.Home == MilestoneHome.Style || range.Earliest >= input.AsOf);
            ranges++;
            wide += range.Earliest < range.Latest ? 1 : 0;
        });
        output.WriteLine($"{ranges} ranges, {wide} of more than a day");
        Assert.True(wide > Rounds / 20, "The timelines are too tame to show anything");
    }

    [Theory]
    [InlineData(11)]
    public void What_has_happened_and_what_is_planned_never_moves_by_the_past(int seed) =>
        ForEach(seed, (_, input) =>
        {
            var (with, without) = (Forecasting.Compute(input), Forecasting.Compute(input with { Past = VendorPast.None }));
            Assert.Equal(without.Latest.ToArray(), with.Latest.ToArray());
            for (var m = 0; m < input.Facts.Length; m++)
                if (!input.IsOpen(m) && input.Facts[m] is not { Actual: null, HandedOver: null })
                    Assert.Equal(without.Forecast[m], with.Forecast[m]);
            Assert.Null(without.Range);
        });

    [Theory]
    [InlineData(8)]
    public void The_order_in_which_the_template_lists_its_milestones_does_not_matter(int seed) =>
        ForEach(seed, (random, input) =>
        {
            var order = AnotherOrder(input.Template, random);
            var here = Forecasting.Compute(input);
            var there = Forecasting.Compute(Reordered(input, order));
            for (var i = 0; i < order.Length; i++)
            {
                Assert.Equal(here.Forecast[order[i]], there.Forecast[i]);
                Assert.Equal(here.Latest[order[i]], there.Latest[i]);
            }
            Assert.Equal((here.SlipDays, here.FloatDays), (there.SlipDays, there.FloatDays));
        });

    [Theory]
    [InlineData(9)]
    public void A_milestone_done_by_its_latest_day_moves_ex_factory_no_further_than_the_others_do(int seed) =>
        ForEach(seed, (random, input) =>
        {
            var nothing = input with { Facts = [.. new MilestoneFacts[input.Facts.Length]], AsOf = Start.AddDays(-1_000), Past = VendorPast.None };
            var latest = Forecasting.Compute(nothing).Latest;
            var m = random.Next(input.Facts.Length);
            var usual = Forecasting.Compute(With(nothing, m, new(input.Baseline[m] < latest[m] ? input.Baseline[m] : latest[m], null, null, null)));
            var justInTime = Forecasting.Compute(With(nothing, m, new(latest[m], null, null, null)));
            var tooLate = Forecasting.Compute(With(nothing, m, new(latest[m].AddDays(1), null, null, null)));

            Assert.Equal(usual.SlipDays, justInTime.SlipDays);
            if (Reaches(input.Template, m))
                Assert.True(tooLate.SlipDays > 0);
        });

    private void ForEach(int seed, Action<Random, ForecastInput> claim, int rounds = Rounds)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
            claim(random, SomeInput.Random(random));
    }

    private static ForecastInput With(ForecastInput input, int milestone, MilestoneFacts facts) =>
        input with { Facts = input.Facts.SetItem(milestone, facts) };

    private static bool Reaches(CalendarTemplate template, int milestone) =>
        milestone == template.ExFactory
        || template.Milestones.Where((_, m) => m > milestone).Any(follower =>
            follower.After.Any(dependency => dependency.Predecessor == milestone)
            && Reaches(template, template.IndexOf(follower.Code)));

    // A random order in which predecessors still come first and ex-factory last.
    private static int[] AnotherOrder(CalendarTemplate template, Random random)
    {
        var order = new List<int>();
        while (order.Count < template.ExFactory)
        {
            var ready = Enumerable.Range(0, template.ExFactory).Where(m => !order.Contains(m)
                && template.Milestones[m].After.All(dependency => order.Contains(dependency.Predecessor))).ToArray();
            order.Add(ready[random.Next(ready.Length)]);
        }
        order.Add(template.ExFactory);
        return [.. order];
    }

    private static ForecastInput Reordered(ForecastInput input, int[] order) => input with
    {
        Template = input.Template with
        {
            Milestones =
            [
                .. order.Select(m => input.Template.Milestones[m]).Select(milestone => milestone with
                {
                    After = [.. milestone.After.Reverse().Select(after => after with { Predecessor = Array.IndexOf(order, after.Predecessor) })],
                }),
            ],
        },
        Baseline = [.. order.Select(m => input.Baseline[m])],
        Facts = [.. order.Select(m => input.Facts[m])],
    };
}
