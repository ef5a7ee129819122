using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

/// <summary>A bulk act upon three orders: one breaks, one takes what it is told, one refuses.</summary>
public sealed class TellingManyRows : OnOneNode
{
    private static readonly BulkRow[] Rows =
    [
        // No plan holds a row without its day: whoever takes it breaks.
        new(0, "PO-1", 1, BulkField.Committed, "A34", new BulkValue(Given.ExFactory), new BulkValue()),
        new(1, "PO-2", 1, BulkField.Responsible, "A26", new BulkValue(Responsible: "Vendor"), new BulkValue(Responsible: "QA")),
        new(2, "PO-3", 1, BulkField.Responsible, "A26", new BulkValue(Responsible: "Desk"), new BulkValue(Responsible: "QA")),
    ];

    private IBulkActGrain Act => One.Services.GetRequiredService<IGrainFactory>().GetGrain<IBulkActGrain>("b1");

    private async Task<string> CutsAsync(string order) => (await One.Order(order).Read())!.Lines[0].Milestones.Single(m => m.Code == "A26").Role;

    [Fact]
    public async Task What_breaks_holds_back_no_neighbour_and_what_was_refused_is_not_asked_again()
    {
        foreach (var row in Rows)
            await One.Order(row.PurchaseOrder).Record(One.Ask(Given.Order(row.PurchaseOrder)));
        var operation = new BulkOperation(BulkKind.Assign, BulkField.Responsible, "A26", null, null, "QA", null);
        await Act.Apply(One.Ask(new BulkPlan(operation, "they rang", [.. Rows], [])), new Author("clara", "manager"));

        var act = await Eventually.HoldsAsync("What came of the neighbours is written down", () => Act.Read(), act => act!.Outcomes.Length == 2);
        Assert.Equal([(1, RowStatus.Done), (2, RowStatus.Refused)], act!.Outcomes.OrderBy(o => o.Row).Select(o => (o.Row, o.Status)));
        Assert.Equal("QA", await CutsAsync("PO-2"));

        // By now it would take it.
        await One.Order("PO-3").Override(One.Ask(new OverrideMilestone(1, new MilestoneOverride("A26", OverrideKind.Responsible, [], null, "ours", "Desk"))));
        var attempts = await Eventually.HoldsAsync("The broken one is put off", AttemptsAsync, now => now > 0);
        // The one before the last has come to its end.
        await Eventually.HoldsAsync("The broken one is tried again", AttemptsAsync, now => now >= attempts + 2);
        Assert.Equal("Desk", await CutsAsync("PO-3"));
        Assert.Equal(2, (await Act.Read())!.Outcomes.Length);
    }

    // Whatever its pause, it is due.
    private async Task<int> AttemptsAsync()
    {
        await using var command = One.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("update journal.parked set retry_at = clock_timestamp() returning attempts");
        return await command.ExecuteScalarAsync() is int attempts ? attempts : 0;
    }
}
