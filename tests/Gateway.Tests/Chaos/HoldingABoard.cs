using System.Text.Json;
using Selvedge.Chaos;
using Selvedge.Chaos.Driving;

namespace Selvedge.Gateway.Tests.Chaos;

/// <summary>What a follower of the campaigns makes of a node's frames.</summary>
public sealed class HoldingABoard : IAsyncDisposable
{
    private readonly NodeProcess node = new("A", "", 1);
    private readonly History history = new();
    private readonly Follower follower;

    public HoldingABoard()
    {
        follower = new Follower("follower", history, [node], 0, "overview");
        Take("snapshot", 0, 10, v: 9, health: "late");
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public void A_row_that_another_node_numbers_lower_is_the_same_row()
    {
        Take("snapshot", 0, 12, v: 7, health: "late");
        Assert.Empty(history.Misbehaviour);
        Take("delta", 12, 13, v: 13, health: "done");
        Assert.Equal("done", Assert.Single(follower.Boards).Rows["PO-1/1"].GetProperty("health").GetString());
    }

    [Fact]
    public void A_row_that_says_what_it_said_earlier_went_back()
    {
        Take("snapshot", 0, 12, v: 7, health: "ontrack");
        Assert.Contains("went back at PO-1/1", Assert.Single(history.Misbehaviour), StringComparison.Ordinal);
    }

    private void Take(string kind, long from, long to, long v, string health) => Assert.Null(follower.Apply(node, JsonSerializer.SerializeToElement(new
    {
        topic = "overview", kind, from, to, rows = new[] { new { id = "PO-1/1", v, health } }, gone = Array.Empty<string>(), totals = new { },
    })));
}
