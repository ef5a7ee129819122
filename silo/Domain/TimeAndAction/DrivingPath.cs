using System.Collections.Immutable;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>Why ex-factory is where it is.</summary>
/// <remarks>
/// The walk goes back from ex-factory, each time to the predecessor that pushes past the plan, until nothing does.
/// Between two neighbours p and m of the path, at least n days apart:
/// <code>
/// forecast(m) - baseline(m) = own days of m + days off on the way - (planned gap - n) + forecast(p) - baseline(p)
/// </code>
/// Each term that loses days is a cause, each that wins some is absorbed, so that causes less what is absorbed are the slip.
/// Where ex-factory does not slip and a milestone is late, the same walk from that milestone says why it is, and the float
/// behind it absorbs all of its days.
/// </remarks>
internal static class DrivingPath
{
    /// <summary>
    /// The path to ex-factory, first to last, with the causes of its slip and the float absorbed; where it does not slip, those
    /// of the milestone that puts it at risk, and none where none does.
    /// </summary>
    public static (ImmutableArray<int> Milestones, ImmutableArray<Cause> Causes, int FloatAbsorbedDays) Walk(
        ForecastInput input, ForwardPass forward, ReadOnlySpan<DateOnly> latest)
    {
        var forecast = forward.Forecast;
        var last = input.Template.ExFactory;
        var steps = StepsTo(last, input, forecast);

        var path = ImmutableArray.CreateBuilder<int>(steps.Count);
        foreach (var step in steps)
            path.Add(step.Milestone);

        if (forecast[last] > input.Baseline[last])
        {
            var lost = Losses.Along(steps, input, forward);
            return (path.MoveToImmutable(), lost.Causes, lost.AbsorbedDays);
        }

        if (HealthRules.PutAtRiskBy(input, forecast, latest) is var late and >= 0)
        {
            var lost = Losses.Along(StepsTo(late, input, forecast), input, forward);
            return (path.MoveToImmutable(), lost.Causes, lost.AbsorbedDays + forecast[late].DayNumber - input.Baseline[late].DayNumber);
        }

        return (path.MoveToImmutable(), [], 0);
    }

    private static List<Step> StepsTo(int milestone, ForecastInput input, DateOnly[] forecast)
    {
        List<Step> steps = [];
        for (var step = StepTo(milestone, input, forecast); ; step = StepTo(step.Predecessor, input, forecast))
        {
            steps.Add(step);
            if (step.IsFirst)
                break;
        }
        steps.Reverse();
        return steps;
    }

    /// <param name="Predecessor">The one that pushes the milestone past its plan; -1 when none does.</param>
    /// <param name="From">The day before which nothing is lost here: where it was pushed to, else its plan.</param>
    private readonly record struct Step(int Milestone, int Predecessor, int MinDays, DateOnly From)
    {
        public bool IsFirst => Predecessor < 0;
    }

    private static Step StepTo(int milestone, ForecastInput input, DateOnly[] forecast)
    {
        var step = new Step(milestone, -1, 0, input.Baseline[milestone]);
        // On time or early: whatever was lost before has been made good.
        if (forecast[milestone] <= step.From)
            return step;

        var stands = Stands(input, milestone);
        foreach (var dependency in input.Template.Milestones[milestone].After)
        {
            // What happened did not wait for what came later, or has not come yet.
            if (stands && (!Stands(input, dependency.Predecessor) || forecast[dependency.Predecessor] > forecast[milestone]))
                continue;
            var pushed = input.Calendar.Arrive(forecast[dependency.Predecessor], dependency.MinDays);
            if (pushed > step.From)
                step = new(milestone, dependency.Predecessor, dependency.MinDays, pushed);
        }
        return step;
    }

    private static bool Stands(ForecastInput input, int milestone) =>
        input.Facts[milestone].Stands is not null;

    private sealed class Losses(ForecastInput input, ForwardPass forward)
    {
        private readonly ImmutableArray<Cause>.Builder _causes = ImmutableArray.CreateBuilder<Cause>();

        public ImmutableArray<Cause> Causes => _causes.DrainToImmutable();

        public int AbsorbedDays { get; private set; }

        public static Losses Along(List<Step> steps, ForecastInput input, ForwardPass forward)
        {
            var lost = new Losses(input, forward);
            foreach (var step in steps)
            {
                if (!step.IsFirst)
                    lost.Between(step, forward.Forecast[step.Predecessor]);
                lost.At(step);
            }
            return lost;
        }

        // Days off on the way, against the float that the plan has there.
        public void Between(Step step, DateOnly predecessor)
        {
            DaysOff(step, predecessor, step.MinDays);

            var gap = input.Baseline[step.Milestone].DayNumber - input.Baseline[step.Predecessor].DayNumber;
            if (gap >= step.MinDays)
            {
                AbsorbedDays += gap - step.MinDays;
                return;
            }

            // A lag that was overridden may be longer than the template leaves room for; the rest is the days off'.
            var milestones = input.Template.Milestones;
            var planned = milestones[step.Milestone].DueOffset - milestones[step.Predecessor].DueOffset;
            var longer = Math.Clamp(step.MinDays - planned, 0, step.MinDays - gap);
            if (longer > 0)
                Add(step, null, milestones[step.Milestone].Side, longer, $"{Name(step)} needs {Days(longer)} more than its template plans");
            if (step.MinDays - gap - longer is var few and > 0)
                Add(step, DelayReasons.Holiday, Side.Force, few, $"{Name(step)} planned {Days(few)} too soon after {NameOf(step.Predecessor)}: days off moved the plan");
        }

        // Its own days: from where it could have been to where it is.
        public void At(Step step)
        {
            var (facts, forecast) = (input.Facts[step.Milestone], forward.Forecast[step.Milestone]);
            if (Stands(input, step.Milestone) || forecast <= step.From)
            {
                var late = forecast.DayNumber - step.From.DayNumber;
                if (late > 0)
                    Own(step, facts, late, $"{Name(step)} {(facts.IsForecast ? "expected " : "")}{Days(late)} late");
                else
                    AbsorbedDays -= late;
                return;
            }

            // Open, and later than it was pushed: somebody expects it so, its day has passed, or the vendor usually takes longer.
            var allowed = forward.Allowed[step.Milestone];
            var day = allowed > step.From ? allowed : step.From;
            var text = allowed > step.From ? $"{Name(step)} expected {Days(allowed.DayNumber - step.From.DayNumber)} late" : "";
            if (input.IsOpen(step.Milestone) && input.AsOf > day)
            {
                day = input.AsOf;
                text = $"{Name(step)} {Days(day.DayNumber - step.From.DayNumber)} overdue, "
                    + (facts.Estimate is { } estimate ? $"last expected {estimate:d MMM}" : "nothing reported");
            }
            if (day > step.From)
                Own(step, facts, day.DayNumber - step.From.DayNumber, text);
            if (forward.ByThePast(step.Milestone) is { } past && past.Day > day)
            {
                Add(step, facts.Reason, SideOf(step, facts.Reason), past.Day.DayNumber - day.DayNumber, Past(step, past, past.Day.DayNumber - day.DayNumber));
                day = past.Day;
            }
            DaysOff(step, day, 0);
        }

        private void DaysOff(Step step, DateOnly from, int days)
        {
            var added = input.Calendar.DaysOffOnTheWay(from, days);
            if (added.Count == 0)
                return;
            var names = added.Select(day =>
                input.Calendar.DaysOff.GetValueOrDefault(day) ?? input.Calendar.LostDays.GetValueOrDefault(day) ?? $"{day:ddd d MMM}").Distinct();
            Add(step, DelayReasons.Holiday, Side.Force, added.Count, $"{Days(added.Count)} off before {Name(step)}: {string.Join(", ", names)}");
        }

        private string Past(Step step, PastDay past, int days)
        {
            var takes = past.OnAverage ? $"takes {Days(days)} longer on average"
                : input.AsOf > forward.Allowed[step.Milestone] ? $"usually takes {Days(days)} more once this late"
                : $"usually takes {Days(days)} longer";
            return past.Outcomes >= MilestonePast.CategoryWeight
                ? $"{Name(step)}: the vendor {takes}, n={past.Outcomes}"
                : $"{Name(step)}: a vendor of this category {takes}, this one's own n={past.Outcomes}";
        }

        // The first reason carries what those beside it leave: together exactly the days.
        private void Own(Step step, MilestoneFacts facts, int days, string text)
        {
            var left = days;
            ImmutableArray<ReasonShare> shares = [];
            foreach (var share in facts.Contributing?.All ?? [])
            {
                var carried = Math.Min(share.Days, left);
                if (carried > 0)
                    shares = shares.Add(share with { Days = carried });
                left -= carried;
            }

            if (left > 0)
                Add(step, facts.Reason, SideOf(step, facts.Reason), left, shares.IsEmpty ? text : $"{text}: {Days(left)} by {Words(facts.Reason)}");
            foreach (var share in shares)
                Add(step, share.Reason, SideOf(step, share.Reason), share.Days, $"{text}: {Days(share.Days)} by {Words(share.Reason)}");
        }

        private Side SideOf(Step step, string? reason) => DelayReasons.Find(reason)?.Side ?? input.Template.Milestones[step.Milestone].Side;

        private static string Words(string? reason) => DelayReasons.Find(reason)?.Words ?? "no reason given";

        private void Add(Step step, string? code, Side side, int days, string text)
        {
            var milestone = input.Template.Milestones[step.Milestone];
            // Days off are the calendar's, wherever they fall.
            var ofStyle = code is not (null or DelayReasons.Holiday) && input.Home == MilestoneHome.Line && milestone.Home == MilestoneHome.Style;
            _causes.Add(new(code, side, days, milestone.Code, text, ofStyle));
        }

        private string Name(Step step) => NameOf(step.Milestone);

        private string NameOf(int milestone) => input.Template.Milestones[milestone].PlainName;

        private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";
    }
}
