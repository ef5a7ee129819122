using System.Diagnostics;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Plans;

/// <summary>
/// Two nodes serve the same orders at once. Beside the clients, pairs do the same at both: an event acknowledged by one
/// is sent to the other, an order just placed is reported about at both, and what one acknowledged is read at the other.
/// </summary>
internal static class TwoNodesPlan
{
    private const int Pairs = 2;
    private const int FirstPair = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        campaign.Begin(Patience);
        var ends = Stopwatch.StartNew();
        var time = TimeSpan.FromSeconds(options.Seconds);
        await Task.WhenAll([PlaceAsync(), .. Enumerable.Range(0, Pairs).Select(PairAsync)]);

        async Task PlaceAsync()
        {
            var maker = campaign.Maker(FirstPair);
            var client = campaign.Sender(FirstPair, campaign.Nodes, Patience);
            for (var turn = 0; ends.Elapsed < time; turn++)
            {
                var order = await campaign.Book.PlaceAsync(campaign.Nodes[turn % 2], 1, ct);
                await Task.WhenAll(campaign.Nodes.Select(node => client.SendAsync(node, [(maker.About(order), Expected.Recorded)])));
                await Task.Delay(BetweenOrders, ct);
            }
        }

        async Task PairAsync(int pair)
        {
            var maker = campaign.Maker(FirstPair + 1 + pair);
            var client = campaign.Sender(FirstPair + 1 + pair, campaign.Nodes, Patience);
            for (var turn = 0; ends.Elapsed < time; turn++)
            {
                var (one, other) = (campaign.Nodes[turn % 2], campaign.Nodes[(turn + 1) % 2]);
                var order = campaign.Book[maker.Next(campaign.Book.Count)];
                var said = maker.About(order);
                if (await client.SendAsync(one, [(said, Expected.Recorded)]) is not null)
                    await Task.WhenAll(client.SendAsync(other, [(said, Expected.Known)]), client.ReadAsync(other, order));
                // The same at both at the same time: one is accepted, the other a duplicate.
                var both = maker.About(order);
                await Task.WhenAll(campaign.Nodes.Select(node => client.SendAsync(node, [(both, Expected.Recorded)])));
                await Task.Delay(Between, ct);
            }
        }
    }
}
