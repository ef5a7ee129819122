using System.Diagnostics;
using System.Net;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Plans;

/// <summary>
/// One node is stopped and continued. What it had in hand must lose on its version or be known; the others answer meanwhile
/// as if nothing were.
/// </summary>
internal static class PausePlan
{
    private const int ClientsOfNode = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeastCalm = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);

    /// <summary>The first of them, for as long as it comes.</summary>
    public static Task RunAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        var (random, share) = (campaign.Random, Share(options));
        return RunAsync(campaign, options, () => campaign.Nodes[0], () => share * random.NextDouble() / 2, () => Longer(TimeSpan.FromSeconds(0.5), share * random.NextDouble()), ct);
    }

    /// <summary>Any of them, for a minute: longer than its clients wait, than sessions last, and than what it held stays held.</summary>
    public static Task RunForAMinuteAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        var (random, calm) = (campaign.Random, Longer(LeastCalm, Share(options) - Minute));
        return RunAsync(campaign, options, () => campaign.Nodes[random.Next(campaign.Nodes.Count)], () => calm, () => Minute, ct);
    }

    private static async Task RunAsync(
        Campaign campaign, Options options, Func<NodeProcess> choose, Func<TimeSpan> calm, Func<TimeSpan> length, CancellationToken ct)
    {
        var history = campaign.History;
        var answers = new Answers(history);
        var index = 0;
        foreach (var node in campaign.Nodes)
            for (var i = 0; i < ClientsOfNode; i++)
                campaign.BeginAt(index++, [node], Patience, answers.Of(node));
        campaign.Watch();
        for (var i = 0; i < options.Faults; i++)
        {
            await Task.Delay(calm(), ct);
            var node = choose();
            var stopped = Stopwatch.StartNew();
            answers.Stop(node);
            node.Pause();
            try
            {
                await Task.Delay(length(), ct);
            }
            finally
            {
                node.Resume();
                answers.Continue();
            }

            history.Measure("longest pause, s", stopped.Elapsed.TotalSeconds);
            var continued = Stopwatch.StartNew();
            while (!await node.IsReadyAsync(ct))
            {
                if (continued.Elapsed > ReadyLimit)
                    throw new InvalidOperationException($"Node {node.Name} was continued and does not become ready:\n{node.LastWords}");
                await Task.Delay(20, ct);
            }

            history.Measure("longest until a continued node is ready, s", continued.Elapsed.TotalSeconds);
        }

        await Task.Delay(Ending, ct);
        history.Measure("pauses", options.Faults);
        answers.Judge();
    }

    private static TimeSpan Share(Options options) => TimeSpan.FromSeconds((double)options.Seconds / Math.Max(1, options.Faults));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>How long answers took: while all nodes run, and of those that run while one is stopped. Thread-safe.</summary>
    private sealed class Answers(History history)
    {
        private readonly Lock gate = new();
        private readonly Dictionary<NodeProcess, long> continuedAt = [];
        private NodeProcess? stopped;
        private long lastStop;
        private long lastContinue;
        private (TimeSpan Took, string What) longestOfOthers;
        private TimeSpan longestInCalm;

        public void Stop(NodeProcess node)
        {
            lock (gate)
                (stopped, lastStop) = (node, Stopwatch.GetTimestamp());
        }

        public void Continue()
        {
            lock (gate)
            {
                lastContinue = continuedAt[stopped!] = Stopwatch.GetTimestamp();
                stopped = null;
            }
        }

        /// <summary>For one client of a node.</summary>
        public Action<long, TimeSpan, HttpStatusCode> Of(NodeProcess node)
        {
            var isFirst = true;
            return (asked, took, status) =>
            {
                lock (gate)
                {
                    // Its code is being compiled: that has nothing to do with other nodes.
                    if (isFirst)
                        history.Measure("first answer of a node just started, s", took.TotalSeconds);
                    else if (node != stopped && asked > continuedAt.GetValueOrDefault(node))
                        Add(asked, took, $"node {node.Name} answered {(int)status} after {took.TotalSeconds:F1} s");
                    isFirst = false;
                }
            };
        }

        /// <summary>At once; on a machine that is slow for everybody, not much later than while all ran.</summary>
        public void Judge()
        {
            lock (gate)
            {
                history.Measure("longest answer of nodes that run while one is stopped, s", longestOfOthers.Took.TotalSeconds);
                history.Measure("longest answer while all run, s", longestInCalm.TotalSeconds);
                if (longestOfOthers.Took > Longer(AtOnce, 2 * longestInCalm))
                    history.Misbehaviour.Enqueue($"{longestOfOthers.What} while another was stopped; the longest while all ran took {longestInCalm.TotalSeconds:F1} s");
            }
        }

        private void Add(long asked, TimeSpan took, string what)
        {
            if (stopped is null && (lastStop == 0 || asked > lastContinue))
                longestInCalm = Longer(longestInCalm, took);
            else if (took > longestOfOthers.Took)
                longestOfOthers = (took, what);
        }
    }
}
