using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Lets incidents look at an order after it moved: those that its findings name, and those that stand, which are linked to it
/// while their cause is there. Each reads the order within its own turn, so no sequence of events, and no repeat, ends otherwise.
/// When a brand has decided anew what somebody is alerted of, all its orders are looked at of which anything may be found.
/// </summary>
public sealed class Alerting(
    Feed feed, Checkpoints checkpoints, Journal.Journal journal, IGrainFactory grains, TimeProvider time, ILogger<Alerting> log)
    : Reaction("alerting", feed, checkpoints, time, log)
{
    // Each asks the database: hundreds at once, as after a seeding, would have everybody else wait.
    private readonly SemaphoreSlim asking = new(16);

    // What stands of each order, by what its incidents last said, while the lease was held and nobody else let them look: most
    // events find nothing else, and need neither ask the database nor wake an incident.
    private readonly ConcurrentDictionary<string, ImmutableArray<Finding>> standing = new(StringComparer.Ordinal);

    protected override void Begin() => standing.Clear();

    // The order and the brand are read at present, so the newest event speaks for those before it.
    protected override StreamKey? SubjectOf(RecordedEvent happened) => happened.Stream;

    protected override bool Concerns(RecordedEvent happened) => happened.Stream.Kind is Kinds.PurchaseOrder or Kinds.Brand;

    protected override async Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Stream.Kind == Kinds.PurchaseOrder)
            return [SendingTo(happened.Stream, 0)];
        var sendings = new List<Sending>();
        await foreach (var row in journal.ReadRowsAsync(Kinds.PurchaseOrder, cancellationToken))
            if (StoredForm.Read<PurchaseOrderRow>(row.Data.Span) is var order && order.Brand == happened.Stream.Id && OrderAlarms.MayBeFound(order))
                sendings.Add(SendingTo(row.Stream, happened.Position));
        return sendings;

        Sending SendingTo(StreamKey order, long position) =>
            new(happened, order, OriginOf(happened), header => LookAsync(header, order, position, cancellationToken));
    }

    private async Task LookAsync(CommandHeader header, StreamKey order, long position, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IPurchaseOrderGrain>(order.Id).Alarms(position) is not { } alarms)
            return;
        if (standing.TryRemove(order.Id, out var known) && known.Length == alarms.Findings.Length && alarms.Findings.All(known.Contains))
        {
            Remember(order, known);
            return;
        }

        var stood = known.IsDefault ? await StandingAsync(order, cancellationToken) : known.Select(IdOf);
        var stand = await Task.WhenAll(alarms.Findings.Select(IdOf).Union(stood)
            .Select(id => grains.GetGrain<IIncidentGrain>(id).Look(header with { Id = CommandIds.Of(header.Id.ToString(), id) })));
        Remember(order, [.. stand.OfType<Finding>()]);

        string IdOf(Finding finding) => IncidentId.Of(finding.Cause, order.Id);
    }

    // Looked at twice at once, as by a retry, nobody knows whose look was last.
    private void Remember(StreamKey order, ImmutableArray<Finding> found)
    {
        if (!standing.TryAdd(order.Id, found))
            standing.TryRemove(order.Id, out _);
    }

    private async Task<IEnumerable<string>> StandingAsync(StreamKey order, CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            return (await journal.LinkedToAsync(order, ct: cancellationToken)).Where(s => s.Kind == Kinds.Incident).Select(s => s.Id);
        }
        finally
        {
            asking.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        asking.Dispose();
        GC.SuppressFinalize(this);
    }
}
