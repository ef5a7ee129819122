using System.Collections.Immutable;
using System.Text.Json;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Samples;
using Xunit.Abstractions;

namespace Selvedge.Gateway.Tests.Seasons;

/// <summary>The season as the domain sees it, on a few days of the year: before, in and after the long holidays.</summary>
public sealed class TheSeason(ITestOutputHelper output, ToldSeasons seasons) : IClassFixture<ToldSeasons>
{
    private const int Seed = ToldSeasons.Seed;

    public static TheoryData<string> Days => ["2026-06-10", "2026-11-22", "2027-01-15", "2027-03-20"];

    [Theory, MemberData(nameof(Days))]
    public void The_mix_of_health_is_that_of_a_real_season(string day)
    {
        var told = seasons.On(DateOnly.Parse(day));
        var lines = told.Orders.SelectMany(o => o.Lines).ToArray();
        output.WriteLine($"lines  {Mix(lines.Select(l => l.Health))}");
        output.WriteLine($"orders {Mix(told.Orders.Select(o => o.Health))}");
        output.WriteLine($"styles {Mix(told.Styles.Select(s => s.Health))}");

        Assert.InRange(Share(Health.OnTrack), 0.55, 0.75);
        Assert.InRange(Share(Health.Risk), 0.06, 0.18);
        Assert.InRange(Share(Health.Late), 0.04, 0.12);
        Assert.InRange(Share(Health.Critical), 0.01, 0.05);
        Assert.InRange(Share(Health.Done), 0.03, 0.12);
        // Around the long holidays nobody is silent about what stands across them.
        Assert.InRange(Share(Health.Stale), 0, 0.06);
        Assert.InRange(Share(Health.Plan), 0, 0.10);

        double Share(Health health) => (double)lines.Count(l => l.Health == health) / lines.Length;
    }

    [Fact]
    public void Every_kind_of_health_is_there_to_be_seen()
    {
        var told = seasons.On(Today);
        Health[] expected = [Health.Done, Health.Blocked, Health.Critical, Health.Late, Health.Stale, Health.Risk, Health.Plan, Health.OnTrack];
        Assert.Equal(expected, told.Orders.SelectMany(o => o.Lines).Select(l => l.Health).Distinct().Order());
    }

    [Fact]
    public void Late_lines_say_who_carries_the_days_and_mostly_name_the_reason()
    {
        var late = seasons.On(Today).Orders
            .SelectMany(o => o.Lines).Where(l => l.Health is Health.Late or Health.Critical).ToArray();
        var worst = late.Select(l => l.Timeline!.Outlook.Causes.MaxBy(c => c.Days)!).ToArray();
        Assert.InRange(worst.Count(c => c.Code is not null && c.Code != DelayReasons.Holiday) / (double)worst.Length, 0.8, 1);
        Assert.InRange(worst.Select(c => c.Code).Distinct().Count(), 15, DelayReasons.All.Length);
        Assert.InRange(worst.Select(c => c.Side).Distinct().Count(), 5, 6);
    }

    [Theory, MemberData(nameof(Days))]
    public void The_days_of_the_causes_less_the_float_absorbed_are_the_slip(string day)
    {
        var told = seasons.On(DateOnly.Parse(day));
        Assert.All(told.Orders.SelectMany(o => o.Lines), line =>
        {
            var outlook = line.Timeline!.Outlook;
            Assert.Equal(outlook.SlipDays, outlook.Causes.Sum(c => c.Days) - outlook.FloatAbsorbedDays);
        });
    }

    [Fact]
    public void Goods_leave_on_a_working_day_and_no_fact_lies_ahead()
    {
        var plan = SeasonPlan.Generate(Seed, Today, SampleSize.Season);
        var country = plan.Vendors.ToDictionary(v => v.Code, v => v.Country);
        Assert.All(plan.Orders, order =>
        {
            var calendar = CalendarShelf.BuiltIn.OfCountry(country[order.Vendor]);
            Assert.All(order.Lines, line => Assert.True(calendar.IsWorkingDay(line.ExFactory!.Value)));
            Assert.All(order.Past, report =>
            {
                Assert.True(report.UpdatedAt <= Midnight(Today));
                Assert.Equal(report.Classifier == Classifier.Actual, report.Date <= Today);
            });
        });
    }

    [Fact]
    public void A_style_is_wanted_for_the_first_of_its_orders()
    {
        var plan = SeasonPlan.Generate(Seed, Today, SampleSize.Season);
        var first = plan.Orders.SelectMany(o => o.Lines).GroupBy(l => l.Style!).ToDictionary(g => g.Key, g => g.Min(l => l.ExFactory));
        var ordered = plan.Styles.Where(s => first.ContainsKey(s.Number)).ToArray();
        Assert.Equal(first.Count, ordered.Length);
        Assert.All(ordered, s => Assert.Equal(first[s.Number], s.TargetExFactory));
    }

    [Fact]
    public void Sizes_add_up_and_no_line_says_what_another_says()
    {
        var plan = SeasonPlan.Generate(Seed, Today, SampleSize.Season);
        Assert.All(plan.Orders, order =>
        {
            Assert.All(order.Lines, l => Assert.Equal(l.Quantity, l.Sizes.Sum(s => s.Quantity)));
            Assert.Equal(order.Lines.Length, order.Lines.Select(l => (l.Style, l.Colour)).Distinct().Count());
        });
    }

    [Fact]
    public void The_season_is_as_large_as_it_says()
    {
        var plan = SeasonPlan.Generate(Seed, Today, SampleSize.Season);
        Assert.Equal(60, plan.Vendors.Select(v => v.Code).Distinct().Count());
        Assert.Equal(60, plan.Vendors.Select(v => v.Name).Distinct().Count());
        Assert.Equal(1_500, plan.Styles.Select(s => s.Number).Distinct().Count());
        var orders = plan.Orders.ToArray();
        Assert.Equal(2_000, orders.Select(o => o.Number).Distinct().Count());
        Assert.InRange(orders.Sum(o => o.Lines.Length), 7_500, 8_500);
        Assert.Equal(14, plan.People.Length);
        Assert.Equal(["accessories", "apparel", "footwear"], orders.Select(o => o.Category).Distinct().Order());
        Assert.Equal(plan.Brands.Order(), orders.Select(o => o.Brand).Distinct().Order());
    }

    [Fact]
    public void Brands_have_templates_of_their_own_and_drafts_of_which_one_does_not_fit_yet_and_China_works_less_around_New_Year()
    {
        var plan = SeasonPlan.Generate(Seed, Today, SampleSize.Season);
        SampleTemplate[] published = [SampleCalendars.First(plan.Brands), SampleCalendars.Second(plan.Brands), SampleCalendars.Latest(plan.Brands)];
        var drafts = SampleCalendars.Drafts(plan.Brands).ToArray();
        Assert.All(published, t => Assert.Empty(TemplateFaults.Of(t.Sheet)));
        Assert.Equal("lag-does-not-fit", Assert.Single(drafts.SelectMany(t => TemplateFaults.Of(t.Sheet))).Code);
        Assert.All(published, t => Assert.NotNull(t.Note));
        Assert.True(published.Select(t => t.Sheet.Brand).Distinct().Count() > 1);
        Assert.Contains(drafts, t => published.Any(p => p.Id == t.Id));
        Assert.Contains(drafts, t => published.All(p => p.Id != t.Id));

        var amended = SampleCalendars.Amended(plan.Vendors, Today).ToArray();
        Assert.All(amended, a => Assert.Empty(CalendarFaults.Of(a.Sheet)));
        // What the season is planned by is what its people amend.
        Assert.Equal(SampleCalendars.Planned.Find("CN").Sheet, Assert.Single(amended, a => a.Key == "CN").Sheet);
        Assert.Contains(SampleCalendars.Planned.OfCountry("CN").LostDays, day => day.Key.Year == Today.Year + 1 && day.Value.StartsWith("Chinese New Year", StringComparison.Ordinal));
    }

    [Fact]
    public void The_large_profile_is_that_of_eight_brands()
    {
        var plan = SeasonPlan.Generate(Seed, Today, SampleSize.Large);
        Assert.Equal(550, plan.Vendors.Select(v => v.Name).Distinct().Count());
        Assert.Equal(39_500, plan.Styles.Select(s => s.Number).Distinct().Count());
        var orders = plan.Orders.Select(o => (o.Number, o.Brand, o.Lines.Length)).ToArray();
        Assert.Equal(24_700, orders.Select(o => o.Number).Distinct().Count());
        Assert.Equal(8, orders.Select(o => o.Brand).Distinct().Count());
        Assert.InRange(orders.Sum(o => o.Length), 98_600 * 0.98, 98_600 * 1.02);
    }

    [Fact]
    public void The_same_seed_and_day_give_the_same_bytes()
    {
        Assert.Equal(Bytes(Seed), Bytes(Seed));
        Assert.NotEqual(Bytes(Seed), Bytes(Seed + 1));

        static byte[] Bytes(int seed)
        {
            var plan = SeasonPlan.Generate(seed, Today, SampleSize.Season);
            return JsonSerializer.SerializeToUtf8Bytes((plan.People, plan.Vendors, plan.Styles, plan.Orders), WithFields);
        }
    }

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    private static readonly DateOnly Today = new(2026, 11, 22);

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static string Mix(IEnumerable<Health> all)
    {
        var some = all.ToArray();
        return string.Join(", ", some.GroupBy(h => h).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {100.0 * g.Count() / some.Length:F1} %"));
    }
}
