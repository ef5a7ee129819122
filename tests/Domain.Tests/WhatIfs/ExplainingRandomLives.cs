using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Xunit.Abstractions;

namespace Selvedge.Domain.Tests.WhatIfs;

/// <summary>Whatever befell an order, its style, its overrides, its factory's days and its vendor's past: every day of slip is accounted for.</summary>
public sealed class ExplainingRandomLives(ITestOutputHelper output)
{
    private const int Lives = 120;

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Causes_less_the_absorbed_float_are_the_slip_of_every_line_on_every_day(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (slipped, styles, kinds) = (0, 0, new HashSet<string>());
        for (var number = 0; number < Lives; number++)
        {
            var life = new SomeLife(random);
            for (var step = 0; step < 40; step++)
            {
                life.GoOn();
                foreach (var line in life.Order.Lines)
                    slipped += Check(line, $"seed {seed}, life {number}, step {step}, line {line.Order.Number}", kinds) ? 1 : 0;
                var outlook = life.Style.Timeline!.Outlook;
                Assert.True(outlook.SlipDays == outlook.Causes.Sum(c => c.Days) - outlook.FloatAbsorbedDays, $"seed {seed}, life {number}, step {step}, the style");
                styles += outlook.SlipDays > 0 ? 1 : 0;
            }
        }

        output.WriteLine($"{slipped} times a line slipped, {styles} times a style, by {string.Join(", ", kinds.Order())}");
        Assert.True(slipped > 10 * Lives && styles > Lives, "The lives are too tame to show anything");
        Assert.Superset(new HashSet<string> { "style", "line", "override", "days off", "past" }, kinds);
    }

    private static bool Check(LineState line, string where, HashSet<string> kinds)
    {
        var (timeline, outlook) = (line.Timeline!, line.Timeline!.Outlook);
        var slip = Math.Max(0, timeline.Forecast[^1].DayNumber - timeline.Schedule.Baseline[^1].DayNumber);
        Assert.True(slip == outlook.SlipDays, $"{where}: {slip} days between the days, {outlook.SlipDays} told");
        Assert.True(
            slip == outlook.Causes.Sum(c => c.Days) - outlook.FloatAbsorbedDays,
            $"{where}: {slip} days, explained by {string.Join("; ", outlook.Causes.Select(c => $"{c.Days} {c.Text}"))} less {outlook.FloatAbsorbedDays}");
        foreach (var cause in outlook.Causes)
        {
            Assert.True(cause.Days > 0 && cause.Text.Length > 0 && timeline.Template.IndexOf(cause.Milestone) >= 0, $"{where}: {cause}");
            kinds.Add(
                cause.Text.Contains("usually takes") || cause.Text.Contains("on average") ? "past"
                : cause.Text.Contains("more than its template plans") ? "override"
                : cause.Code == DelayReasons.Holiday ? "days off"
                : timeline.Template.Milestones[timeline.Template.IndexOf(cause.Milestone)].Home == MilestoneHome.Style ? "style" : "line");
        }

        return slip > 0;
    }
}
