using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Contracts;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

/// <summary>What all orders go by is published on one node and holds on every other: of what names it at once, for new orders when the node has heard of it.</summary>
public sealed class TemplatesAndCalendars : OnTwoNodes
{
    private static TemplateSheet Apparel => Templates.Published("APPAREL", 1)!.Sheet;

    /// <summary>The brand's own: trims are ordered on another day, and who sews for the first time is visited.</summary>
    private static TemplateSheet Ours(string brand, int trims) => Apparel with
    {
        Brand = brand,
        Milestones =
        [
            .. Apparel.Milestones.Select(m => m.Code == "A17" ? m with { DueOffset = trims } : m),
            new MilestoneSheet("N01", "First visit", "QA", Side.Factory, MilestoneHome.Line, null, -60, [new Lag("A15", 5)], null,
                [new AttributeValue(TemplateAttributes.NewVendor, TemplateAttributes.Yes)], false, false),
        ],
    };

    private static async Task PublishAsync(Node node, string id, TemplateSheet sheet)
    {
        Assert.Equal(VerdictStatus.Accepted, (await node.Template(id).SaveDraft(node.Ask(sheet), null)).Status);
        var published = await node.Template(id).Publish(node.Header(), null, null);
        Assert.Equal(VerdictStatus.Accepted, published.Status);
        // New orders go by what the node has heard of.
        await node.Services.GetRequiredService<Feed>().CatchUpAsync(published.Position);
    }

    private static OrderSheet Order(string number, string brand) => Given.Order(number, style: null) with { Brand = brand };

    private static async Task<LineView> LineAsync(Node node, string number) => (await node.Order(number).Read())!.Lines[0];

    private static DateOnly Due(LineView line, string milestone) => line.Milestones.Single(m => m.Code == milestone).Due;

    [Fact]
    public async Task A_published_version_lays_the_calendars_of_new_orders_and_leaves_the_others()
    {
        await PublishAsync(One, "LAID", Ours("LAID", -78));
        await One.Order("PO-1").Record(One.Ask(Order("PO-1", "LAID")));
        await PublishAsync(One, "LAID", Ours("LAID", -79));
        await One.Order("PO-2").Record(One.Ask(Order("PO-2", "LAID")));

        var (first, second) = (await LineAsync(One, "PO-1"), await LineAsync(One, "PO-2"));
        Assert.Equal(("LAID", 1, "LAID", 2), (first.Calendar!.Template, first.Calendar.TemplateVersion, second.Calendar!.Template, second.Calendar.TemplateVersion));
        Assert.Equal((Given.ExFactory.AddDays(-78), Given.ExFactory.AddDays(-79)), (Due(first, "A17"), Due(second, "A17")));
    }

    [Fact]
    public async Task Another_node_folds_what_names_a_version_it_has_not_heard_of_and_so_does_one_that_starts_later()
    {
        for (var i = 0; i < 10; i++)
        {
            await PublishAsync(One, $"FOLDED-{i}", Ours($"FOLDED-{i}", -78));
            await One.Order($"PO-{i}").Record(One.Ask(Order($"PO-{i}", $"FOLDED-{i}")));
            Assert.Equal($"FOLDED-{i}", (await LineAsync(Two, $"PO-{i}")).Calendar!.Template);
        }

        await using var late = await Node.StartAsync(Database, Time);
        Assert.Equal(Given.ExFactory.AddDays(-78), Due(await LineAsync(late, "PO-9"), "A17"));
        await late.Order("PO-NEW").Record(late.Ask(Order("PO-NEW", "FOLDED-9")));
        Assert.Equal("FOLDED-9", (await LineAsync(late, "PO-NEW")).Calendar!.Template);
    }

    [Fact]
    public async Task What_an_order_does_not_say_is_found_out_where_its_template_asks()
    {
        await PublishAsync(One, "FOUND", Ours("FOUND", -79));
        await One.Order("PO-1").Record(One.Ask(Order("PO-1", "FOUND")));
        await One.Order("PO-2").Record(One.Ask(Order("PO-2", "FOUND")));
        await One.Order("PO-3").Record(One.Ask(Order("PO-3", "FOUND") with { Attributes = [new(TemplateAttributes.NewVendor, "yes")] }));
        string[] visited = ["PO-1", "PO-3"];
        foreach (var number in new[] { "PO-1", "PO-2", "PO-3" })
            Assert.Equal(visited.Contains(number), (await LineAsync(One, number)).Milestones.Any(m => m.Code == "N01"));
        await One.Order("PO-2").Record(One.Ask(Order("PO-2", "FOUND") with { Vendor = "V-NEW" }));
        Assert.Contains((await LineAsync(One, "PO-2")).Milestones, m => m.Code == "N01");
    }

    [Fact]
    public async Task What_a_version_would_do_is_told_before_anybody_takes_it()
    {
        await PublishAsync(One, "FORESEEN", Ours("FORESEEN", -79));
        await One.Order("PO-1").Record(One.Ask(Order("PO-1", "FORESEEN")));
        var sooner = Ours("FORESEEN", -79);
        sooner = sooner with { Milestones = [.. sooner.Milestones.Select(m => m.Code == "A30" ? m with { After = [new Lag("A27", 19)] } : m)] };
        await One.Order("PO-1").Report([One.Ask(Given.Report("A27", -20))]);

        var effect = Assert.Single(await One.Order("PO-1").ForeseeTemplate("FORESEEN", 2, sooner));
        Assert.Equal(1, effect.After.DayNumber - effect.Before.DayNumber);
        Assert.Equal(effect.Before, (await LineAsync(One, "PO-1")).ExFactory.Forecast);

        await PublishAsync(One, "FORESEEN", sooner);
        Assert.Equal(VerdictStatus.Accepted, (await Two.Order("PO-1").Adopt(Two.Ask(new AdoptTemplate(null, 2, [], "from today on")))).Status);
        Assert.Equal(effect.After, (await LineAsync(Two, "PO-1")).ExFactory.Forecast);
    }

    [Fact]
    public async Task A_changed_holiday_moves_every_line_of_its_country_and_undoing_moves_them_back()
    {
        await One.Vendor("V-1").Record(One.Ask(Given.Vendor("VN")));
        for (var i = 0; i < 12; i++)
        {
            await One.Order($"PO-{i}").Record(One.Ask(Given.Order($"PO-{i}", style: null)));
            await One.Order($"PO-{i}").Report([One.Ask(Given.Report("A30", -4, eventId: $"e{i}"))]);
        }

        var before = (await LineAsync(One, "PO-3")).ExFactory.Forecast!.Value;
        var flood = CalendarSheet.Nothing with { Closures = [new Closure(Given.ExFactory.AddDays(-3), Given.ExFactory.AddDays(2), "Flood")] };

        var foreseen = Assert.Single(await Two.Order("PO-3").ForeseeCalendar("VN", flood));
        Assert.True(foreseen.After > before);

        Assert.Equal(VerdictStatus.Accepted, (await Two.Calendar("VN").Amend(Two.Ask(flood), 0, "rivers rose")).Status);
        for (var i = 0; i < 12; i++)
            await Eventually.HoldsAsync(
                $"PO-{i} waits for the water to go", () => LineAsync(One, $"PO-{i}"), line => line.ExFactory.Forecast == foreseen.After && line.Causes.Any(c => c.Code == "FM-HOLIDAY"));

        Assert.Equal("newer-stands-on-it", (await UndoneAfterAnotherAsync(flood)).Problem!.Code);
        Assert.Equal(VerdictStatus.Accepted, (await One.Calendar("VN").Undo(One.Header(), 2, "not after all")).Status);
        Assert.Equal(VerdictStatus.Accepted, (await One.Calendar("VN").Amend(One.Ask(CalendarSheet.Nothing), 3, "the water went")).Status);
        for (var i = 0; i < 12; i++)
            await Eventually.HoldsAsync($"PO-{i} is where it was", () => LineAsync(Two, $"PO-{i}"), line => line.ExFactory.Forecast == before);
    }

    [Fact]
    public async Task A_factorys_own_closure_moves_its_lines_alone()
    {
        await One.Vendor("V-1").Record(One.Ask(Given.Vendor("VN")));
        await One.Vendor("V-2").Record(One.Ask(Given.Vendor("VN") with { Code = "V-2" }));
        foreach (var vendor in new[] { "V-1", "V-2" })
        {
            await One.Order($"PO-{vendor}").Record(One.Ask(Given.Order($"PO-{vendor}", style: null) with { Vendor = vendor }));
            await One.Order($"PO-{vendor}").Report([One.Ask(Given.Report("A30", -4, eventId: vendor))]);
        }

        var before = (await LineAsync(One, "PO-V-2")).ExFactory.Forecast;
        var moving = CalendarSheet.Nothing with { Closures = [new Closure(Given.ExFactory.AddDays(-3), Given.ExFactory.AddDays(-1), "Moving house", 14, 50)] };
        await One.Calendar(CalendarKeys.Factory("V-1")).Amend(One.Ask(moving), null, "new hall");
        await Eventually.HoldsAsync("the lines of the factory that moves wait", () => LineAsync(Two, "PO-V-1"), line => line.ExFactory.Forecast > before);
        Assert.Equal(before, (await LineAsync(One, "PO-V-2")).ExFactory.Forecast);
        Assert.Equal("VN", (await LineAsync(One, "PO-V-2")).Calendar!.WorkingCalendar);
    }

    [Fact]
    public async Task No_decision_is_made_by_older_days_than_the_one_before_it()
    {
        await One.Vendor("V-1").Record(One.Ask(Given.Vendor("VN")));
        await One.Order("PO-1").Record(One.Ask(Given.Order(style: null)));
        for (var i = 1; i <= 10; i++)
        {
            // One amends and decides at once; what Two then decides knows of it, however late it hears.
            await One.Calendar("VN").Amend(One.Ask(CalendarSheet.Nothing with { Holidays = [new Holiday(Given.ExFactory.AddDays(-2 - i), $"Holiday {i}")] }), null, "announced");
            await One.Order("PO-1").Report([One.Ask(Given.Report("A30", -4 - i, eventId: $"one-{i}"))]);
            await Two.Order("PO-1").Report([Two.Ask(Given.Report("A31", -3 - i, eventId: $"two-{i}"))]);
        }

        var used = new List<int>();
        await foreach (var happened in One.Journal.ReadStreamAsync(new Journal.StreamKey(Kinds.PurchaseOrder, "PO-1"), 0))
            if (Contracts.Stored.EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span) is PurchaseOrderEvent.ForecastsMoved { Calendar: not null } moved)
                used.Add(moved.CalendarVersion);
        Assert.NotEmpty(used);
        Assert.Equal(used.Order(), used);
    }

    private async Task<Verdict> UndoneAfterAnotherAsync(CalendarSheet flood)
    {
        await One.Calendar("VN").Amend(One.Ask(flood with { Holidays = [new Holiday(new(2027, 8, 1), "Day of the boats")] }), null, "announced");
        return await Two.Calendar("VN").Undo(Two.Header(), 1, "not after all");
    }
}
