using System.Collections.Immutable;
using MimeKit;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Webhooks;
using Selvedge.Journal;
using Channel = System.Threading.Channels.Channel;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>
/// Sends the mails that wait. Any node may send; a lease spreads the work. At least once under a stable Message-ID: only a node
/// that dies between the server's word and writing it down leaves a mail to be sent again.
/// </summary>
internal sealed class MailSender(
    Notices notices, Rows rows, Letters letters, MailOptions options, MailMetrics metrics, TimeProvider time, ILogger<MailSender> log) : BackgroundService
{
    private const int Together = 10;
    private const int LongestProblem = 500;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MostOverdue = TimeSpan.FromDays(3);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    // Longer than links in mails open anything.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly System.Threading.Channels.Channel<bool> wakes = System.Threading.Channels.Channel.CreateBounded<bool>(new System.Threading.Channels.BoundedChannelOptions(1) { FullMode = System.Threading.Channels.BoundedChannelFullMode.DropWrite });

    /// <summary>Something may be due now.</summary>
    public void Wake() => wakes.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var forgotten = time.GetUtcNow();
        var woken = wakes.Reader.WaitToReadAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendDueAsync(stoppingToken);
                if (time.GetUtcNow() - forgotten > ForgetEvery)
                {
                    forgotten = time.GetUtcNow();
                    await notices.ForgetAsync(forgotten - Kept, stoppingToken);
                }
            }
            catch (JournalUnavailableException e)
            {
                log.LogWarning("Mails of alerts wait: {Reason}", e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Mails of alerts could not be sent");
            }

            await Task.WhenAny(woken, Task.Delay(LookAgain, time, stoppingToken));
            if (!woken.IsCompleted)
                continue;
            wakes.Reader.TryRead(out _);
            woken = wakes.Reader.WaitToReadAsync(stoppingToken).AsTask();
        }
    }

    private async Task SendDueAsync(CancellationToken ct)
    {
        using var post = new MailPost(options);
        var isReached = true;
        while (isReached && await notices.TakeAsync(NoticeChannels.Mail, Together, time.GetUtcNow(), ct) is { IsEmpty: false } due)
            isReached = await SendEachAsync(post, due, ct);
        while (isReached && await notices.TakeTogetherAsync(NoticeChannels.Digest, time.GetUtcNow(), ct) is { IsEmpty: false } due)
            isReached = await SendDigestAsync(post, due, ct);
    }

    // Each is written down before the next one is sent. Where there is no talking to the server the rest are not tried.
    private async Task<bool> SendEachAsync(MailPost post, ImmutableArray<Notice> due, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        foreach (var (index, notice) in due.Index())
        {
            var mail = Find(notice) is var (person, to, incident)
                ? letters.Wrap(await letters.WriteAsync(notice, person, incident, ct), person, to, notice, await notices.SentBeforeAsync(notice, ct))
                : null;
            if (await SendAsync(post, mail, [notice], ct))
                continue;
            await notices.SettleAsync([.. due[(index + 1)..].Select(n => n with { NextAt = time.GetUtcNow() + LookAgain })], ct);
            return false;
        }

        return true;
    }

    private async Task<bool> SendDigestAsync(MailPost post, ImmutableArray<Notice> due, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        // The last word of each alert stands for those before it.
        var told = due.Select(notice => (Notice: notice, Found: Find(notice))).Where(t => t.Found is not null).GroupBy(t => t.Notice.Incident, StringComparer.Ordinal)
            .Select(of => of.MaxBy(t => t.Notice.Step)).OrderBy(t => t.Found!.Value.Incident.Finding.Severity).ThenBy(t => t.Notice.Incident, StringComparer.Ordinal).ToList();
        if (told.Count == 0)
            return await SendAsync(post, null, due, ct);
        var (person, to, _) = told[0].Found!.Value;
        var first = due.MinBy(n => n.Id)!;
        return await SendAsync(post, letters.Wrap(letters.Gather([.. told.Select(t => t.Found!.Value.Incident)], person), person, to, first, []), due, ct);
    }

    /// <summary>Judged anew: it may be in hand or over by now, and they may not see it any more, or not want to hear of it.</summary>
    private (PersonSheet Person, string To, IncidentRow Incident)? Find(Notice notice) =>
        rows.TryGetIncident(notice.Incident, out var incident) && Telling.IsOpen(incident.Row)
        && rows.TryGetPerson(notice.Person, out var person) && person.Row.Alerts is { Mail: { } to } choices
        && choices.For(incident.Row.Finding.Severity) != AlertNotice.None && Rights.Of(person.Row).MaySeeAlert(incident.Row.Subject)
            ? (person.Row, to, incident.Row)
            : null;

    /// <returns>False where there is no talking to the server now.</returns>
    private async Task<bool> SendAsync(MailPost post, MimeMessage? mail, ImmutableArray<Notice> these, CancellationToken ct)
    {
        if (mail is null)
        {
            await notices.SettleAsync([.. these.Select(n => n with { State = NoticeState.Withheld, LastAt = time.GetUtcNow() })], ct);
            return true;
        }

        var (outcome, problem) = await post.SendAsync(mail, ct);
        metrics.Tried(outcome);
        if (outcome != Posted.Sent)
            log.LogWarning("The mail {Mail} was not taken: {Reason}", mail.MessageId, problem);
        // What was sent is written down also while the node stops.
        await notices.SettleAsync([.. these.Select(n => After(n, outcome, problem))], CancellationToken.None);
        return outcome != Posted.Unreachable;
    }

    private Notice After(Notice notice, Posted outcome, string problem)
    {
        var now = time.GetUtcNow();
        // A server that is away is no fault of the mail, and is asked again soon; one mail at a time asks.
        TimeSpan? pause = outcome switch
        {
            Posted.Sent or Posted.Refused => null,
            Posted.Unreachable => now - notice.MadeAt < MostOverdue ? AskAgain : null,
            _ => RetryLadder.PauseAfter(notice.Attempts + 1, Random.Shared.NextDouble(), null),
        };
        return notice with
        {
            State = outcome == Posted.Sent ? NoticeState.Sent : pause is null ? NoticeState.GivenUp : NoticeState.Waiting, Attempts = notice.Attempts + 1, LastAt = now,
            LastProblem = problem.Length > LongestProblem ? problem[..LongestProblem] : problem, NextAt = now + (pause ?? TimeSpan.Zero),
        };
    }
}
