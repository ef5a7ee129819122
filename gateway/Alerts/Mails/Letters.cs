using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Alerts.Links;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>Writes what somebody is told of an alert, as far as they may see it, and threads what belongs together. Thread-safe.</summary>
internal sealed class Letters(Rows rows, PurchaseOrderReader orders, AlertLinks acts, MailOptions options)
{
    private const int MostInDigest = 100;
    private static readonly string[] FieldsOfRemarks = ["milestones", "heard", "note"];
    private const string Foot = "You are told of this because of what you see to.";

    /// <summary>Of one alert: what, since when, by which rule, why, what is at stake, what to do.</summary>
    /// <param name="to">The address that it is sent to: its links act for whoever reads it there.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<Letter> WriteAsync(Notice notice, PersonSheet person, string to, IncidentRow incident, CancellationToken ct)
    {
        var (letter, (take, takeUntil)) = (await DescribeAsync(person, incident, ct), await acts.MakeAsync(notice, incident, to, ct));
        return letter with { Links = [("Take it in hand", take), ("Take it in hand until a day, and say why", takeUntil), .. letter.Links] };
    }

    /// <summary>The same without links that act.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<Letter> DescribeAsync(PersonSheet person, IncidentRow incident, CancellationToken ct)
    {
        var (of, found, rights) = (incident.Subject, incident.Finding, Rights.Of(person));
        var order = (await orders.FindAsync(of.PurchaseOrder, null, rights, ct))?.Order;
        var (line, stakes) = (order?.Lines.FirstOrDefault(l => l.Number == found.Line), AlertStakes.Of(order, incident, rights));
        var (vendor, url) = (VendorName(of.Vendor), options.LinkToOrder(incident));
        var zone = TimeZoneInfo.FindSystemTimeZoneById((person.Alerts ?? AlertChoices.Usual).TimeZone);
        return new Letter(
            Subject(incident, vendor), Headline(incident), rights.MaySeeField("cause") ? found.Why : AlertRules.TextOf(of.Cause),
            [
                ("Order", found.Line is { } number ? $"{of.PurchaseOrder}, line {number}{(found.Lines > 1 ? $" and {found.Lines - 1} more" : "")}" : of.PurchaseOrder),
                ("Brand", Words.BrandName(of.Brand)), ("Vendor", vendor),
                .. found.Days > 0 ? [("Days", $"{found.Days}")] : Nothing,
                .. rights.MaySeeField("quantity") ? [("Quantity", found.Quantity.ToString("N0", CultureInfo.InvariantCulture))] : Nothing,
                .. stakes.Values.IsEmpty ? Nothing : [("Value", string.Join(", ", stakes.Values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Currency} {v.Amount:N0}"))))],
                .. rights.MaySeeField("exFactory") && stakes.ExFactory is { Committed: { } committed, Forecast: { } forecast } ? [("Committed ex-factory", Day(committed)), ("Forecast", Day(forecast))] : Nothing,
                ("Since", Moment(incident.RaisedAt, zone)), ("Caused by", rows.PersonName(incident.RaisedBy)), ("Severity", $"{found.Severity}"), ("Rule", AlertRules.TextOf(of.Cause)),
                .. incident is { EscalatesTo: { } next, EscalatesAt: { } at } ? [("Goes on to", $"{next}, {Moment(at, zone)}")] : Nothing,
                ("What to do", AlertRules.AdviceOf(of.Cause)),
            ],
            line is { Causes.IsEmpty: false } && rights.MaySeeField("causes") ? [new LetterList("Why", [.. Chain(line, rights).Select(text => new LetterItem(text))])] : [],
            [("Open the order", url), ("See it among your alerts", options.Link("/alerts")), ChooseHow], Foot);
    }

    /// <summary>Of several alerts, each brand by itself.</summary>
    /// <param name="alerts">With what each is told by: a link acts once for the alert, whichever mail it came with.</param>
    /// <param name="to">As of <see cref="WriteAsync"/>.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<Letter> GatherAsync(ImmutableArray<(Notice Notice, IncidentRow Incident)> alerts, PersonSheet person, string to, CancellationToken ct)
    {
        var rights = Rights.Of(person);
        var items = new List<(string Brand, LetterItem Item)>();
        foreach (var (notice, incident) in alerts.Take(MostInDigest))
        {
            var (take, _) = await acts.MakeAsync(notice, incident, to, ct);
            items.Add((incident.Subject.Brand, new LetterItem(
                $"{incident.Finding.Severity} {Headline(incident)}: {(rights.MaySeeField("cause") ? incident.Finding.Why : AlertRules.TextOf(incident.Subject.Cause))}",
                [("Take it in hand", take), ("Open the order", options.LinkToOrder(incident))])));
        }

        return new Letter(
            alerts.Length == 1 ? "One alert waits for you" : $"{alerts.Length} alerts wait for you", "What waits for you",
            "None of these was loud enough for a mail of its own, or your day's mails were used up.", [],
            [
                .. items.GroupBy(i => i.Brand, i => i.Item).OrderBy(of => of.Key, StringComparer.Ordinal).Select(of => new LetterList($"{Words.BrandName(of.Key)}: {of.Count()}", [.. of])),
                .. alerts.Length > MostInDigest ? [new LetterList($"And {alerts.Length - MostInDigest} more", [])] : ImmutableArray<LetterList>.Empty,
            ],
            [("See them all", options.Link("/alerts")), ChooseHow], Foot);
    }

    /// <summary>The letter as a mail: the same Message-ID however often it is tried, in one thread with what was sent of the alert before.</summary>
    /// <param name="before">Steps that they were sent already.</param>
    public MimeMessage Wrap(Letter letter, PersonSheet person, string to, Notice notice, ImmutableArray<int> before)
    {
        var mail = new MimeMessage { Subject = before.IsEmpty ? letter.Subject : $"Re: {letter.Subject}", MessageId = IdOf(notice, notice.Step), Date = notice.MadeAt };
        mail.From.Add(MailboxAddress.Parse(options.From));
        mail.To.Add(new MailboxAddress(person.Name, to));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (notice.Channel == NoticeChannels.Mail)
        {
            // The first mail of a thread answers to one that was never sent: so also where that first one is lost.
            mail.References.Add(Id("alert", notice.Incident));
            foreach (var step in before)
                mail.References.Add(IdOf(notice, step));
            mail.InReplyTo = mail.References[^1];
        }

        mail.Body = new BodyBuilder { TextBody = letter.AsText(), HtmlBody = letter.AsHtml() }.ToMessageBody();
        return mail;
    }

    private static ImmutableArray<(string, string)> Nothing => [];

    private (string, string) ChooseHow => ("Choose how you hear of alerts", options.Link("/me/alerts"));

    private static string Subject(IncidentRow incident, string vendor) => $"{incident.Subject.Cause switch
    {
        AlertCause.LateOrder => "Late order",
        AlertCause.SilentVendor => "No answer to",
        _ => "Contradiction about",
    }} {incident.Subject.PurchaseOrder}, {Words.BrandName(incident.Subject.Brand)} at {vendor}";

    private static string Headline(IncidentRow incident) => (incident.Subject, incident.Finding) switch
    {
        ({ Cause: AlertCause.LateOrder } of, { Days: > 0 } found) => $"{of.PurchaseOrder} is forecast {found.Days} {(found.Days == 1 ? "day" : "days")} late",
        ({ Cause: AlertCause.LateOrder } of, _) => $"{of.PurchaseOrder} is held up",
        ({ Cause: AlertCause.SilentVendor } of, _) => $"{of.PurchaseOrder} has no answer",
        var (of, _) => $"{of.PurchaseOrder} contradicts itself",
    };

    private IEnumerable<string> Chain(LineView line, Rights rights)
    {
        var tellsRemarks = Array.TrueForAll(FieldsOfRemarks, rights.MaySeeField);
        foreach (var cause in line.Causes)
        {
            var heard = line.Milestones.FirstOrDefault(m => m.Code == cause.Milestone)?.Heard;
            yield return $"{cause.Text}: {cause.Days} {(Math.Abs(cause.Days) == 1 ? "day" : "days")} ({Blamed(cause)})"
                + (tellsRemarks && heard is { Note: { } note } && heard.Reason == cause.Code ? $". {rows.PersonName(heard.By ?? heard.Source)}: “{note}”" : "");
        }

        if (line.FloatAbsorbedDays > 0 && rights.MaySeeField("slipDays"))
            yield return $"Float absorbed {line.FloatAbsorbedDays}; ex-factory slips {line.SlipDays}";
    }

    private static string Blamed(Cause cause) =>
        cause.Code == DelayReasons.Holiday ? "day off"
        : $"{(cause.Side == Side.Force ? "force majeure" : cause.Side.ToString().ToLowerInvariant())}{(DelayReasons.Find(cause.Code) is { } reason ? $", {reason.Words}" : "")}";

    private string VendorName(string code) => rows.TryGetVendor(code, out var vendor) ? vendor.Row.Name : code;

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) =>
        $"{TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} ({zone.Id})";

    private string IdOf(Notice notice, int step) => Id("notice", $"{notice.Incident}\n{step}\n{notice.Person}\n{notice.Channel}");

    private string Id(string what, string key) => $"{what}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{new Uri(options.PublicAddress).Host}";
}
