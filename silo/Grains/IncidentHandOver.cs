using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Tells an order when one of its lines is expected to leave the factory, as who took its incident in hand said. It is their
/// report: of several the latest said holds, in whatever sequence they arrive.
/// </summary>
public sealed class IncidentHandOver(Feed feed, Checkpoints checkpoints, IGrainFactory grains, TimeProvider time, ILogger<IncidentHandOver> log)
    : Reaction("incident-hand-over", feed, checkpoints, time, log)
{
    protected override bool Concerns(RecordedEvent happened) => happened.Type == "incident.acknowledged";

    protected override Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        var acknowledged = (IncidentEvent.Acknowledged)EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span);
        if (acknowledged.Expected is not { } expected)
            return Task.FromResult<IReadOnlyList<Sending>>([]);
        var order = IncidentId.Parse(happened.Stream.Id).PurchaseOrder;
        return Task.FromResult<IReadOnlyList<Sending>>(
            [new Sending(happened, new StreamKey(Kinds.PurchaseOrder, order), OriginOf(happened), header => TellAsync(header, order, acknowledged, expected))]);
    }

    private async Task TellAsync(CommandHeader header, string number, IncidentEvent.Acknowledged said, ExpectedExFactory expected)
    {
        var order = grains.GetGrain<IPurchaseOrderGrain>(number);
        // A line that has left, or lost its calendar meanwhile, is expected no more.
        if ((await order.Read())?.Lines.FirstOrDefault(l => l.Number == expected.Line) is not { Milestones: [.., var exFactory] })
            return;
        var report = new ReportMilestone(
            said.By, $"alert/{header.Id:N}", said.At, false, expected.Line, exFactory.Code, Classifier.Estimate, expected.Day, expected.DelayReason, said.Reason);
        await order.Report(
            [new Asked<ReportMilestone>(header with { Origin = header.Origin with { Source = report.Source, EventId = report.EventId, EventUpdatedAt = report.UpdatedAt } }, report)]);
    }
}
