using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TrackRecords;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

/// <summary>Lines that are done teach their vendor's track record, from which later forecasts learn.</summary>
public sealed class LearningFromThePast : OnTwoNodes
{
    private static readonly string Vendor = TrackRecordKeys.OfVendor("V-1");
    private static readonly string Category = TrackRecordKeys.OfCategory("apparel");

    [Fact]
    public async Task A_line_takes_the_newest_version_at_its_own_next_event_and_no_sooner()
    {
        await One.Order("PO-NEW").Record(One.Ask(Given.Order("PO-NEW", style: null)));
        var placed = (await One.Order("PO-NEW").Read())!;
        Assert.Null(placed.Lines[0].ExFactory.Earliest);

        await CloseLinesAsync("PO-OLD", 12, daysEarly: 90);
        await PublishedAsync(One, Vendor, version: 1);
        await PublishedAsync(One, Category, version: 1);
        Assert.Equal(placed.Version, (await One.Order("PO-NEW").Read())!.Version);

        await One.Order("PO-NEW").Report([One.Ask(Given.Report("A15", -85))]);
        var after = (await One.Order("PO-NEW").Read())!.Lines[0].ExFactory;
        Assert.Equal(placed.Lines[0].ExFactory.Baseline, after.Baseline);
        Assert.Equal(placed.Lines[0].ExFactory.Committed, after.Committed);
        Assert.NotNull(after.Earliest);
    }

    [Fact]
    public async Task The_vendor_and_its_category_learn_every_line_once()
    {
        await CloseLinesAsync("PO-OLD", 12, daysEarly: 90);
        foreach (var key in new[] { Vendor, Category })
        {
            var published = await PublishedAsync(Two, key, version: 1);
            Assert.Equal([.. Enumerable.Repeat(-90, 12)], published.Milestones.Single(m => m.Milestone == "A34").Days.ToArray());
        }

        await One.DisposeAsync();
        One = await Node.StartAsync(Database, Time);
        await CloseLinesAsync("PO-LAST", 1, daysEarly: 91);
        Time.MoveTo(Given.Morning.AddDays(1));
        Assert.Equal(13, (await PublishedAsync(Two, Vendor, version: 2)).Milestones.Single(m => m.Milestone == "A34").Days.Length);
    }

    [Fact]
    public async Task A_node_is_never_given_a_version_older_than_the_one_used_before()
    {
        Assert.Null(await Two.TrackRecord(Vendor).Published(0));
        await CloseLinesAsync("PO-OLD", 6, daysEarly: 90);
        await PublishedAsync(One, Vendor, version: 1);
        Assert.Equal(1, (await Two.TrackRecord(Vendor).Published(1))!.Version);
    }

    private async Task CloseLinesAsync(string number, int lines, int daysEarly)
    {
        var order = Given.Order(number, style: null);
        await One.Order(number).Record(One.Ask(order with { Lines = [.. Enumerable.Range(1, lines).Select(n => order.Lines[0] with { Number = n })] }));
        await One.Order(number).Report(
            [.. Enumerable.Range(1, lines).Select(n => One.Ask(Given.Report("A34", -daysEarly, Classifier.Actual, $"left-{n}", n)))]);
        // Each line is told by itself, and the clock shall not move before all are.
        var head = await One.Journal.ReadHeadAsync();
        await Eventually.HoldsAsync("The track records know of every line", () => One.Checkpoints.ReadAsync("outcome-hand-over"), at => at >= head);
    }

    private async Task<PublishedRecord> PublishedAsync(Node node, string key, int version)
    {
        await Eventually.HoldsAsync(
            $"{key} has something to publish", () => node.TrackRecord(key).Published(0),
            published =>
            {
                // A version comes a minute after the first outcomes, once they are there.
                Time.MoveTo(Time.GetUtcNow().AddMinutes(1));
                return published?.Version >= version;
            });
        return (await node.TrackRecord(key).Published(version))!;
    }
}
