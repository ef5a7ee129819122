using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Selvedge.Contracts;
using Selvedge.Journal;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// Loads all rows at a known position and then follows the feed. While the database is away the rows stay as they
/// are, and it is tried again.
/// </summary>
internal sealed class RowFollower(
    Rows rows, Journal.Journal journal, Feed feed, TimeProvider time, IMeterFactory meters, ILogger<RowFollower> log) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly ImmutableArray<string> AllKinds =
        [Kinds.Vendor, Kinds.Style, Kinds.PurchaseOrder, Kinds.Person, Kinds.CalendarTemplate, Kinds.WorkingCalendar, Kinds.WhatIf, Kinds.BulkAct, Kinds.Approval, Kinds.Conversation, Kinds.LineReview, Kinds.WallLink, Kinds.Partner, Kinds.Incident, Kinds.Shipment];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The same name as for followers with a checkpoint; this one's place is known to this node alone.
        meters.Create(LiveMetrics.MeterName).CreateObservableGauge(
            "selvedge.feed.lag", () => new Measurement<long>(feed.Position - rows.Position, new KeyValuePair<string, object?>("follower", "boards")),
            "{event}", "Events that a follower has yet to serve.");
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!rows.IsLoaded)
                    await LoadAsync(stoppingToken);
                await foreach (var batch in feed.FollowAsync(rows.Position, stoppingToken))
                    rows.Apply(batch);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "The boards cannot follow the journal beyond {Position}; trying again", rows.Position);
                await Task.Delay(TryAgainAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        // The head first: what is committed while the rows are read is newer, and comes again through the feed.
        var head = await journal.ReadHeadAsync(ct);
        foreach (var kind in AllKinds)
            await foreach (var row in journal.ReadRowsAsync(kind, ct))
                rows.Load(row, head);
        var newest = head == 0 ? [] : await feed.ReadAsync(head - 1, 1, ct);
        rows.Advance(head, newest.IsEmpty ? DateTimeOffset.UnixEpoch : newest[0].RecordedAt);
        log.LogInformation("The boards know all rows up to {Position}", head);
    }
}
