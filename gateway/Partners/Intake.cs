using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.Shipments;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Sandbox;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Partners;

/// <summary>Hands status events to their actors: one call per order, style or shipment (more where an id stands twice), their items in order, the actors side by side.</summary>
internal sealed class Intake(IGrainFactory grains, IntakeMetrics metrics)
{
    // Enough that a batch over many orders fills the journal's group commits, too few to crowd out others.
    private const int ActorsAtOnce = 64;

    /// <summary>Verdicts in the order of the items.</summary>
    /// <param name="from">Who sends, and how.</param>
    /// <param name="rights">What they may say.</param>
    /// <param name="maySend">Whether the sender may see what an event names; what they may not see is unknown to them.</param>
    /// <exception cref="Journal.JournalUnavailableException">Some outcome is unknown. Others may have been recorded; sending all again is safe.</exception>
    public async Task<EventVerdicts> TakeAsync(
        ReadEvents.Items events, Provenance from, Rights rights, Func<StatusEvent, bool> maySend, CancellationToken ct)
    {
        var items = events.All;
        var verdicts = new EventVerdict[items.Length];
        var byActor = new Dictionary<(string Kind, string Key), List<int>>();
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Event is not { } valid)
                verdicts[i] = EventVerdict.Refused(i, items[i].EventId, Fault.Of(items[i].Errors));
            else if (!rights.MaySpeakAs(valid.Report.Source))
                verdicts[i] = EventVerdict.Refused(i, items[i].EventId, Fault.At(Pointer(i) + "/source", "other-source", "Expected a source under which the partner reports."));
            else if (valid.Kind == Kinds.Shipment && !rights.MayShip)
                verdicts[i] = EventVerdict.Refused(i, items[i].EventId, Fault.At(Pointer(i) + "/type", "not-allowed", "What becomes of shipments is reported by the brand and by who carries them."));
            else if (TrialOrders.Holds(valid))
                verdicts[i] = new EventVerdict(i, items[i].EventId, EventStatus.Accepted, 1, null, null);
            else if (!maySend(valid))
                verdicts[i] = EventVerdict.Refused(i, items[i].EventId, Unknown(valid, Pointer(i)));
            else
                (CollectionsMarshal.GetValueRefOrAddDefault(byActor, (valid.Kind, valid.Key), out _) ??= []).Add(i);
        }

        await Parallel.ForEachAsync(
            byActor, new ParallelOptions { MaxDegreeOfParallelism = ActorsAtOnce, CancellationToken = ct },
            async (one, _) =>
            {
                var (target, indexes) = one;
                var asked = indexes.Select(i => (Index: i, Event: items[i].Event!)).ToList();
                while (asked.Count > 0)
                {
                    // One call knows nothing yet of its own items: an id that stands twice is judged by a further call.
                    var ids = new HashSet<(string Source, string EventId)>();
                    var round = asked.Where(a => ids.Add((a.Event.Report.Source, a.Event.Report.EventId))).ToList();
                    var answers = await ReportAsync(target.Kind, target.Key, [.. round.Select(a => a.Event)], from, rights.SpeakForBrand);
                    for (var i = 0; i < round.Count; i++)
                        verdicts[round[i].Index] = EventVerdict.Of(round[i].Index, items[round[i].Index].EventId, answers[i], Pointer(round[i].Index));
                    asked = asked.Count == round.Count ? [] : [.. asked.Except(round)];
                }
            });

        metrics.Count(verdicts);
        return new EventVerdicts(ImmutableCollectionsMarshal.AsImmutableArray(verdicts));

        string Pointer(int index) => events.IsSingle ? "" : $"/{index}";
    }

    private Task<ImmutableArray<Verdict>> ReportAsync(string kind, string key, ImmutableArray<StatusEvent> events, Provenance from, bool ofBrand)
    {
        if (kind == Kinds.Shipment)
            return grains.GetGrain<IShipmentGrain>(key).Report([.. events.Select(e => new Asked<ReportTransport>(e.Header(from), e.Transport!))]);
        ImmutableArray<Asked<ReportMilestone>> asked = [.. events.Select(e => e.ToAsked(from, ofBrand))];
        return kind == Kinds.Style ? grains.GetGrain<IStyleGrain>(key).Report(asked) : grains.GetGrain<IPurchaseOrderGrain>(key).Report(asked);
    }

    // Worded exactly as the actor words it: what is forbidden must not differ from what does not exist.
    private static Fault Unknown(StatusEvent named, string pointer) => named.Kind == Kinds.Style
        ? Fault.At(pointer + "/style", "unknown-style", "There is no such style.")
        : named.Kind == Kinds.Shipment
        ? Fault.At(pointer + "/shipment", "unknown-shipment", "There is no such shipment.")
        : Fault.At(pointer + "/purchaseOrder", "unknown-purchase-order", "There is no such purchase order.");
}
