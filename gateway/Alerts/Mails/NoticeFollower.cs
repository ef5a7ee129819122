using Npgsql;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Outboxes;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>Puts what an incident reached on its way to everybody whom it reaches with that and who has a mail address, or a chat.</summary>
internal sealed class NoticeFollower(
    NpgsqlDataSource source, Journal.Journal journal, Feed feed, Checkpoints checkpoints, Rows rows, Notices notices, IEnumerable<OutboxSender> senders, MailOptions options, MailMetrics metrics,
    TimeProvider time,
    ILogger<NoticeFollower> log) : TableFollower(Follower, source, journal, feed, checkpoints, rows, time, log)
{
    public const string Follower = "alert-mail";

    private readonly Rows rows = rows;
    private readonly TimeProvider time = time;

    protected override async Task<TableEffect?> EffectOfAsync(FeedPage page, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var added = new List<(string Incident, int Step, string Person, string Channel, DateTimeOffset From)>();
        var held = 0;
        var today = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var recorded in page.Events.Where(e => e.Stream.Kind == Kinds.Incident))
        {
            if (!rows.TryGetIncident(recorded.Stream.Id, out var incident) || !Telling.IsOpen(incident.Row))
                continue;
            var happened = (IncidentEvent)EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span);
            if (happened.At < now - StillTold.Longest)
                continue;
            var severity = incident.Row.Finding.Severity;
            foreach (var (person, choices) in Reached(happened, incident.Row))
            {
                if (options.IsOn && choices.Mail is not null && await PlanAsync(person, choices, severity, now, today, ct) is var (channel, from, isHeld))
                {
                    added.Add((recorded.Stream.Id, recorded.Version, person.Id, channel, from));
                    held += isHeld ? 1 : 0;
                }

                if (choices.Chat is not null && choices.For(severity) == AlertNotice.AtOnce)
                    added.Add((recorded.Stream.Id, recorded.Version, person.Id, NoticeChannels.Chat, choices.AtOnceFrom(severity, now)));
            }
        }

        // Of what one alert reached on the way, the last is told.
        added = [.. added.GroupBy(a => (a.Incident, a.Person, a.Channel == NoticeChannels.Chat)).Select(told => told.Last())];
        return added.Count == 0 ? null : new TableEffect(transaction => Notices.AddAsync(transaction, added, now, ct), () =>
        {
            foreach (var channel in added.CountBy(a => a.Channel))
                metrics.Made(channel.Key, channel.Value);
            metrics.Held(held);
            foreach (var sender in senders)
                sender.Wake();
        });
    }

    private IEnumerable<(PersonSheet Person, AlertChoices Choices)> Reached(IncidentEvent happened, IncidentRow present) =>
        from entry in rows.People
        let person = entry.Row
        let choices = person.Alerts
        where (choices?.Mail ?? choices?.ChatUrl) is not null && Telling.Reaches(happened, present, person.Id, person.Role) && Rights.Of(person).MaySeeAlert(present.Subject)
        select (person, choices!);

    // Whoever has had their day's mails hears of the rest in the digest; the loudest is not held back.
    private async Task<(string Channel, DateTimeOffset From, bool IsHeld)?> PlanAsync(
        PersonSheet person, AlertChoices choices, Severity severity, DateTimeOffset now, Dictionary<string, int> today, CancellationToken ct)
    {
        var notice = choices.For(severity);
        if (notice == AlertNotice.None)
            return null;
        if (notice == AlertNotice.AtOnce)
        {
            if (!today.TryGetValue(person.Id, out var sent))
                today[person.Id] = sent = await notices.CountAsync(person.Id, NoticeChannels.Mail, choices.DayBegan(now), ct);
            if (severity == Severity.P1 || sent < choices.MailsADay)
            {
                today[person.Id] = sent + 1;
                return (NoticeChannels.Mail, choices.AtOnceFrom(severity, now), false);
            }
        }

        return (NoticeChannels.Digest, choices.DigestAfter(now), notice == AlertNotice.AtOnce);
    }
}

/// <summary>As they stand in keys.</summary>
internal static class NoticeChannels
{
    public const string Mail = "mail";
    public const string Digest = "digest";

    /// <summary>A message of its own in a chat.</summary>
    public const string Chat = "chat";
}
