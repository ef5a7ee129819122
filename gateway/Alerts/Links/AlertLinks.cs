using System.Security.Cryptography;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Alerts.Mails;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Alerts.Links;

/// <summary>What a link comes to now.</summary>
internal enum Opening
{
    /// <summary>It acts.</summary>
    Open,

    /// <summary>It was never given, or to somebody who may not act by it any more.</summary>
    Nothing,
    Expired,
    Used,

    /// <summary>The alert's cause is gone, or somebody has settled it, or it came back since.</summary>
    Over,

    /// <summary>Somebody has it in hand, or put it aside.</summary>
    InHand,

    /// <summary>Another person was asked to see to it.</summary>
    Another,
}

/// <param name="Person">Null where it opens nothing, as is <paramref name="Incident"/>.</param>
internal sealed record OpenedLink(Opening Opening, AlertLink? Link, PersonSheet? Person, IncidentRow? Incident);

/// <summary>Makes and opens the links by which somebody acts upon an alert without a sign-in. Thread-safe.</summary>
internal sealed class AlertLinks(LinkKeys keys, Rows rows, MailOptions options, TimeProvider time)
{
    public const string Path = "/links/alerts";
    public const string TokenName = "link";

    /// <summary>The form that also takes a day and a reason.</summary>
    public const string WithDayName = "day";

    private const int SecretBytes = 32;
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>The two addresses for a mail: to take the alert in hand, and to do so until a day and with a reason.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<(string Take, string TakeUntil)> MakeAsync(Notice notice, IncidentRow incident, string mail, CancellationToken ct)
    {
        var link = new AlertLink(notice.Incident, notice.Step, notice.Person, incident.Times, notice.MadeAt + Life);
        var take = options.Link($"{Path}?{TokenName}={link.Sign(await KeyAsync(ct), mail)}");
        return (take, $"{take}&{WithDayName}");
    }

    /// <summary>As of everything acknowledged before the call.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<OpenedLink> OpenAsync(string? token, CancellationToken ct)
    {
        if (!AlertLink.TryRead(token, out var link))
            return new OpenedLink(Opening.Nothing, null, null, null);
        await rows.CatchUpAsync(ct);
        return rows.TryGetPerson(link.Person, out var person) && person.Row.Alerts?.Mail is { } mail && AlertLink.IsSigned(token!, await KeyAsync(ct), mail)
            && rows.TryGetIncident(link.Incident, out var incident) && Rights.Of(person.Row).MaySeeAlert(incident.Row.Subject)
            ? new OpenedLink(await JudgeAsync(link, person.Row, incident.Row, ct), link, person.Row, incident.Row)
            : new OpenedLink(Opening.Nothing, null, null, null);
    }

    private async Task<Opening> JudgeAsync(AlertLink link, PersonSheet person, IncidentRow incident, CancellationToken ct) =>
        await keys.IsUsedAsync(link.Command, ct) ? Opening.Used
        : link.ExpiresAt <= time.GetUtcNow() ? Opening.Expired
        : !incident.IsPresent || incident.Times != link.Times || incident.Status == IncidentStatus.Resolved ? Opening.Over
        : incident.Status != IncidentStatus.Open ? Opening.InHand
        : !Telling.StillConcerns(incident, person.Id, person.Role) ? Opening.Another
        : Opening.Open;

    private Task<byte[]> KeyAsync(CancellationToken ct) => keys.ReadAsync(() => RandomNumberGenerator.GetBytes(SecretBytes), ct);
}
