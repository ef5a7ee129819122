using System.Collections.Immutable;
using System.Diagnostics;
using MimeKit;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Outboxes;
using Selvedge.Journal;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>
/// Sends the mails that wait. Any node may send; a lease spreads the work. At least once under a stable Message-ID: a node
/// that dies between the server's word and writing it down leaves a mail to be sent again.
/// </summary>
internal sealed class MailSender(
    Notices notices, Rows rows, Letters letters, MailOptions options, MailMetrics metrics, TimeProvider time, ILogger<MailSender> log)
    : OutboxSender("mails of alerts", kept: TimeSpan.FromDays(90), time, log)
{
    private const int Together = 10;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    // Well within the lease, also when the last mail waits out the server's patience.
    private static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(30);

    protected override Task ForgetAsync(DateTimeOffset before, CancellationToken ct) => notices.ForgetAsync(before, ct);

    protected override async Task SendDueAsync(CancellationToken ct)
    {
        using var post = new MailPost(options);
        var isReached = true;
        while (isReached && await notices.TakeAsync(NoticeChannels.Mail, Together, Time.GetUtcNow(), ct) is { IsEmpty: false } due)
            isReached = await SendEachAsync(post, due, ct);
        while (isReached && await notices.TakeTogetherAsync(NoticeChannels.Digest, Time.GetUtcNow(), ct) is { IsEmpty: false } due)
            isReached = await SendDigestAsync(post, due, ct);
    }

    // Each is written down before the next one is sent. Where there is no talking to the server the rest are not tried.
    private async Task<bool> SendEachAsync(MailPost post, ImmutableArray<Notice> due, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        var started = Stopwatch.GetTimestamp();
        foreach (var (index, notice) in due.Index())
        {
            if (QuietUntil(notice) is { } until)
            {
                await notices.SettleAsync([notice with { NextAt = until }], ct);
                continue;
            }

            var isReached = await SendAsync(post, () => WriteAsync(notice, ct), [notice], ct);
            if (isReached && Stopwatch.GetElapsedTime(started) < LongestBatch)
                continue;
            await notices.SettleAsync([.. due[(index + 1)..].Select(n => n with { NextAt = Time.GetUtcNow() + (isReached ? TimeSpan.Zero : LookAgain) })], ct);
            return isReached;
        }

        return true;
    }

    // Tried again, or with other wishes than when it was planned. Null where it may go out now.
    private DateTimeOffset? QuietUntil(Notice notice) =>
        Find(notice) is var (person, _, incident) && person.Alerts!.AtOnceFrom(incident.Finding.Severity, Time.GetUtcNow()) is var from && from > Time.GetUtcNow() ? from : null;

    private async Task<MimeMessage?> WriteAsync(Notice notice, CancellationToken ct) => Find(notice) is var (person, to, incident)
        ? letters.Wrap(await letters.WriteAsync(notice, person, to, incident, ct), person, to, notice, await notices.SentBeforeAsync(notice, ct))
        : null;

    private async Task<bool> SendDigestAsync(MailPost post, ImmutableArray<Notice> due, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        // The last word of each alert stands for those before it.
        var told = due.Select(notice => (Notice: notice, Found: Find(notice))).Where(t => t.Found is not null).GroupBy(t => t.Notice.Incident, StringComparer.Ordinal)
            .Select(of => of.MaxBy(t => t.Notice.Step)).OrderBy(t => t.Found!.Value.Incident.Finding.Severity).ThenBy(t => t.Notice.Incident, StringComparer.Ordinal).ToList();
        if (told.Count == 0)
            return await SendAsync(post, () => Task.FromResult<MimeMessage?>(null), due, ct);
        var (person, to, _) = told[0].Found!.Value;
        var first = due.MinBy(n => n.Id)!;
        return await SendAsync(
            post, async () => letters.Wrap(await letters.GatherAsync([.. told.Select(t => (t.Notice, t.Found!.Value.Incident))], person, to, ct), person, to, first, []), due, ct);
    }

    private (PersonSheet Person, string To, IncidentRow Incident)? Find(Notice notice) =>
        StillTold.Find(rows, notice, Time.GetUtcNow()) is var (person, choices, incident) && choices.Mail is { } to ? (person, to, incident) : null;

    /// <param name="write">The mail; null where there is nothing left to tell.</param>
    /// <param name="these">What it tells: sent, tried again and given up together.</param>
    /// <returns>False where there is no talking to the server now.</returns>
    private async Task<bool> SendAsync(MailPost post, Func<Task<MimeMessage?>> write, ImmutableArray<Notice> these, CancellationToken ct)
    {
        var (outcome, problem) = (Posted.Failed, "");
        try
        {
            if (await write() is not { } mail)
            {
                await notices.SettleAsync([.. these.Select(n => n.Withheld(Time.GetUtcNow()))], ct);
                return true;
            }

            (outcome, problem) = await post.SendAsync(mail, ct);
        }
        catch (Exception unwritable) when (unwritable is not (JournalUnavailableException or OperationCanceledException))
        {
            // One that cannot be written holds up no other.
            problem = unwritable.Message;
        }

        metrics.Tried(outcome);
        if (outcome != Posted.Sent)
            Log.LogWarning("The mail to {Person} about {Incident} was not sent: {Reason}", these[0].Person, these[0].Incident, problem);
        // What was sent is written down also while the node stops.
        await notices.SettleAsync(After(these, outcome, problem), CancellationToken.None);
        return outcome != Posted.Unreachable;
    }

    private ImmutableArray<Notice> After(ImmutableArray<Notice> these, Posted outcome, string problem)
    {
        var now = Time.GetUtcNow();
        // A server that is away is no fault of the mail: it costs no attempt, and is asked again soon, by one mail at a time.
        var attempts = these.Max(n => n.Attempts) + (outcome == Posted.Unreachable ? 0 : 1);
        TimeSpan? pause = outcome switch
        {
            Posted.Sent or Posted.Refused => null,
            Posted.Unreachable => now - these.Min(n => n.MadeAt) < StillTold.Longest ? AskAgain : null,
            _ => RetryLadder.PauseAfter(attempts, Random.Shared.NextDouble(), null),
        };
        return [.. these.Select(n => n.After(outcome == Posted.Sent, problem, attempts, pause, now))];
    }
}
