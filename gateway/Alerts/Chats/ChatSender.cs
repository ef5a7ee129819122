using System.Collections.Immutable;
using Selvedge.Domain.People;
using Selvedge.Gateway.Alerts.Mails;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Outboxes;
using Selvedge.Gateway.Webhooks;
using Selvedge.Journal;

namespace Selvedge.Gateway.Alerts.Chats;

/// <summary>
/// Tells chats what waits for them. Any node may; a lease spreads the work. A chat that says no is not asked again, one that
/// does not answer is for three days. A node that dies between a chat's word and writing it down tells it twice.
/// </summary>
internal sealed class ChatSender(Notices notices, Rows rows, Letters letters, WebhookPost post, MailMetrics metrics, TimeProvider time, ILogger<ChatSender> log)
    : OutboxSender("messages to chats", kept: TimeSpan.FromDays(90), time, log)
{
    // At once, and each within the post's patience: well within the lease.
    private const int Together = 10;

    protected override Task ForgetAsync(DateTimeOffset before, CancellationToken ct) => notices.ForgetAsync(before, ct);

    protected override async Task SendDueAsync(CancellationToken ct)
    {
        while (await notices.TakeAsync(NoticeChannels.Chat, Together, Time.GetUtcNow(), ct) is { IsEmpty: false } due)
        {
            await rows.CatchUpAsync(ct);
            await Task.WhenAll(due.Select(notice => TellAsync(notice, ct)));
        }
    }

    // Each is written down by itself: a slow one delays no other's word.
    private async Task TellAsync(Notice notice, CancellationToken ct)
    {
        var now = Time.GetUtcNow();
        if (StillTold.Find(rows, notice, now) is not var (person, choices, incident) || choices is not { Chat: { } form, ChatUrl: { } url } || choices.For(incident.Finding.Severity) != AlertNotice.AtOnce)
        {
            await notices.SettleAsync([notice.Withheld(now)], ct);
            return;
        }

        if (choices.AtOnceFrom(incident.Finding.Severity, now) is var until && until > now)
        {
            await notices.SettleAsync([notice with { NextAt = until }], ct);
            return;
        }

        Attempt attempt;
        try
        {
            attempt = await post.SendAsync(url, ChatMessage.Of(form, await letters.DescribeAsync(person, incident, ct)), ct);
        }
        catch (Exception unwritable) when (unwritable is not (JournalUnavailableException or OperationCanceledException))
        {
            // One that cannot be written holds up no other.
            attempt = new Attempt(0, unwritable.Message, TimeSpan.Zero);
        }

        metrics.Told(attempt.IsTaken);
        var problem = attempt.IsTaken ? "" : attempt.Problem.Length > 0 ? attempt.Problem : $"Answered {attempt.Status}.";
        if (!attempt.IsTaken)
            Log.LogWarning("The chat of {Person} was not told of {Incident}: {Reason}", notice.Person, notice.Incident, problem);
        // What was told is written down also while the node stops.
        await notices.SettleAsync([After(notice, attempt, problem)], CancellationToken.None);
    }

    private Notice After(Notice notice, Attempt attempt, string problem)
    {
        var (now, attempts) = (Time.GetUtcNow(), notice.Attempts + 1);
        var pause = attempt.IsTaken || !MayComeLater(attempt.Status) ? null : RetryLadder.PauseAfter(attempts, Random.Shared.NextDouble(), attempt.RetryAfter);
        return notice.After(attempt.IsTaken, problem, attempts, pause, now);
    }

    private static bool MayComeLater(int status) => status is 0 or StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests or >= 500;
}
