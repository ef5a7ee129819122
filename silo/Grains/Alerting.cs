using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Alerts;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Lets incidents look at an order after it moved: those that its findings name, and those that stand, which are linked to it
/// while their cause is there. Each reads the order within its own turn, so no sequence of events, and no repeat, ends otherwise.
/// </summary>
public sealed class Alerting(
    Feed feed, Checkpoints checkpoints, Journal.Journal journal, IGrainFactory grains, TimeProvider time, ILogger<Alerting> log)
    : Reaction("alerting", feed, checkpoints, time, log)
{
    // Each asks the database: hundreds at once, as after a seeding, would have everybody else wait.
    private readonly SemaphoreSlim asking = new(16);

    // Orders as they were looked at while the lease was held, and nobody else raised anything: most have no alert, and need not
    // have the database asked at each of their events.
    private readonly ConcurrentDictionary<string, (int Version, bool IsQuiet)> looked = new(StringComparer.Ordinal);

    protected override void Begin() => looked.Clear();

    // The order is read at present, so its newest event speaks for those before it.
    protected override StreamKey? SubjectOf(RecordedEvent happened) => happened.Stream;

    protected override bool Concerns(RecordedEvent happened) => happened.Stream.Kind == Kinds.PurchaseOrder;

    protected override Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Sending>>(
            [new Sending(happened, happened.Stream, OriginOf(happened), header => LookAsync(header, happened.Stream, cancellationToken))]);

    private async Task LookAsync(CommandHeader header, StreamKey order, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IPurchaseOrderGrain>(order.Id).Alarms() is not { } alarms)
            return;
        if (alarms.Findings.IsEmpty && looked.TryGetValue(order.Id, out var before) && before.IsQuiet)
            return;
        var incidents = alarms.Findings.Select(f => IncidentId.Of(f.Cause, order.Id)).Union(await StandingAsync(order, cancellationToken));
        var stand = await Task.WhenAll(incidents.Select(id => grains.GetGrain<IIncidentGrain>(id).Look(header with { Id = CommandIds.Of(header.Id.ToString(), id) })));
        // Looked at twice at once, as by a retry, the newer order tells.
        looked.AddOrUpdate(
            order.Id, _ => (alarms.Version, !stand.Contains(true)),
            (_, known) => known.Version > alarms.Version ? known : (alarms.Version, !stand.Contains(true)));
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
