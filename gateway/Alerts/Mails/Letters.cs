using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Alerts.Links;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Languages;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>Writes what somebody is told of an alert, in their language and as far as they may see it, and threads what belongs together. Thread-safe.</summary>
internal sealed class Letters(Rows rows, PurchaseOrderReader orders, AlertLinks acts, MailOptions options)
{
    private const int MostInDigest = 100;
    private static readonly string[] FieldsOfRemarks = ["milestones", "heard", "note"];

    /// <summary>Of one alert: what, since when, by which rule, why, what is at stake, what to do.</summary>
    /// <param name="to">The address that it is sent to: its links act for whoever reads it there.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<Letter> WriteAsync(Notice notice, PersonSheet person, string to, IncidentRow incident, CancellationToken ct)
    {
        var (letter, (take, takeUntil), says) = (await DescribeAsync(person, incident, ct), await acts.MakeAsync(notice, incident, to, ct), Tongue.Of(person.Alerts));
        return letter with { Links = [(says.T("Take it in hand"), take), (says.T("Take it in hand until a day, and say why"), takeUntil), .. letter.Links] };
    }

    /// <summary>The same without links that act.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<Letter> DescribeAsync(PersonSheet person, IncidentRow incident, CancellationToken ct)
    {
        var (of, found, rights, says) = (incident.Subject, incident.Finding, Rights.Of(person), Tongue.Of(person.Alerts));
        var order = (await orders.FindAsync(of.PurchaseOrder, null, rights, ct))?.Order;
        var (line, stakes) = (order?.Lines.FirstOrDefault(l => l.Number == found.Line), AlertStakes.Of(order, incident, rights));
        var vendor = VendorName(of.Vendor);
        var zone = TimeZoneInfo.FindSystemTimeZoneById((person.Alerts ?? AlertChoices.Usual).TimeZone);
        return new Letter(
            Subject(incident, vendor, says), Headline(incident, says), Why(incident, rights, says),
            [
                (says.T("Order"), Order(of, found, says)),
                (says.T("Brand"), Words.BrandName(of.Brand)), (says.T("Vendor"), vendor),
                .. found.Days > 0 ? [(says.T("Days"), says.Number(found.Days))] : Nothing,
                .. rights.MaySeeField("quantity") ? [(says.T("Quantity"), says.Number(found.Quantity))] : Nothing,
                .. stakes.Values.IsEmpty ? Nothing : [(says.T("Value"), string.Join(", ", stakes.Values.Select(v => $"{v.Currency} {says.Number(v.Amount)}")))],
                .. rights.MaySeeField("exFactory") && stakes.ExFactory is { Committed: { } committed, Forecast: { } forecast }
                    ? [(says.T("Committed ex-factory"), says.Day(committed)), (says.T("Forecast"), says.Day(forecast))] : Nothing,
                (says.T("Since"), says.Moment(incident.RaisedAt, zone)), (says.T("Caused by"), rows.PersonName(incident.RaisedBy)), (says.T("Severity"), $"{found.Severity}"),
                (says.T("Rule"), RuleWords.Of(incident, says)),
                .. incident.Before is { } before ? [(says.T("Said before it came back"), $"{rows.PersonName(before.By)}: “{says.Said(before.Text)}”")] : Nothing,
                .. incident is { EscalatesTo: { } next, EscalatesAt: { } at } ? [(says.T("Goes on to"), $"{says.Said(next)}, {says.Moment(at, zone)}")] : Nothing,
                (says.T("What to do"), says.Said(AlertRules.AdviceOf(of.Cause))),
            ],
            line is { Causes.IsEmpty: false } && rights.MaySeeField("causes") ? [new LetterList(says.T("Why"), [.. Chain(line, rights, says).Select(text => new LetterItem(text))])] : [],
            [(says.T("Open the order"), options.LinkToOrder(incident)), (says.T("See it among your alerts"), options.Link("/alerts")), ChooseHow(says)], Foot(says), says.Code);
    }

    /// <summary>Of several alerts, each brand by itself.</summary>
    /// <param name="alerts">With what each is told by: a link acts once for the alert, whichever mail it came with.</param>
    /// <param name="to">As of <see cref="WriteAsync"/>.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<Letter> GatherAsync(ImmutableArray<(Notice Notice, IncidentRow Incident)> alerts, PersonSheet person, string to, CancellationToken ct)
    {
        var (rights, says) = (Rights.Of(person), Tongue.Of(person.Alerts));
        var items = new List<(string Brand, LetterItem Item)>();
        foreach (var (notice, incident) in alerts.Take(MostInDigest))
        {
            var (take, _) = await acts.MakeAsync(notice, incident, to, ct);
            items.Add((incident.Subject.Brand, new LetterItem(
                $"{incident.Finding.Severity} {Headline(incident, says)}: {Why(incident, rights, says)}",
                [(says.T("Take it in hand"), take), (says.T("Open the order"), options.LinkToOrder(incident))])));
        }

        return new Letter(
            says.N(alerts.Length, "{n} alert waits for you", "{n} alerts wait for you"), says.T("What waits for you"),
            says.T("None of these was loud enough for a mail of its own, or your day's mails were used up."), [],
            [
                .. items.GroupBy(i => i.Brand, i => i.Item).OrderBy(of => of.Key, StringComparer.Ordinal).Select(of => new LetterList($"{Words.BrandName(of.Key)}: {says.Number(of.Count())}", [.. of])),
                .. alerts.Length > MostInDigest ? [new LetterList(says.T("And {n} more", ("n", says.Number(alerts.Length - MostInDigest))), [])] : ImmutableArray<LetterList>.Empty,
            ],
            [(says.T("See them all"), options.Link("/alerts")), ChooseHow(says)], Foot(says), says.Code);
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

    private static string Foot(Tongue says) => says.T("You are told of this because of what you see to.");

    private (string, string) ChooseHow(Tongue says) => (says.T("Choose how you hear of alerts"), options.Link("/me/alerts"));

    private static string Subject(IncidentRow incident, string vendor, Tongue says)
    {
        (string, string)[] of = [("po", incident.Subject.PurchaseOrder), ("brand", Words.BrandName(incident.Subject.Brand)), ("vendor", vendor)];
        return incident.Subject.Cause switch
        {
            AlertCause.LateOrder => says.T("Late order {po}, {brand} at {vendor}", of),
            AlertCause.SilentVendor => says.T("No answer to {po}, {brand} at {vendor}", of),
            AlertCause.LateShipment => says.T("Late shipment of {po}, {brand} from {vendor}", of),
            AlertCause.OverdueMilestone => says.T("Nothing reported of {po}, {brand} at {vendor}", of),
            AlertCause.FailedInspection => says.T("Failed inspection of {po}, {brand} at {vendor}", of),
            AlertCause.LateDecision => says.T("Decision overdue for {po}, {brand} at {vendor}", of),
            AlertCause.LateSubmission => says.T("Sample overdue for {po}, {brand} at {vendor}", of),
            _ => says.T("Contradiction about {po}, {brand} at {vendor}", of),
        };
    }

    private static string Headline(IncidentRow incident, Tongue says)
    {
        var po = ("po", incident.Subject.PurchaseOrder);
        return (incident.Subject.Cause, incident.Finding.Days) switch
        {
            (AlertCause.LateOrder, > 0 and var days) => says.N(days, "{po} is forecast {n} day late", "{po} is forecast {n} days late", po),
            (AlertCause.LateOrder, _) => says.T("{po} is held up", po),
            (AlertCause.SilentVendor, _) => says.T("{po} has no answer", po),
            (AlertCause.LateShipment, var days) => says.N(days, "{po} is {n} day late on its way", "{po} is {n} days late on its way", po),
            (AlertCause.OverdueMilestone, var days) => says.N(days, "A milestone of {po} is {n} day overdue", "A milestone of {po} is {n} days overdue", po),
            (AlertCause.FailedInspection, _) => says.T("{po} failed an inspection", po),
            (AlertCause.LateDecision, var days) => says.N(days, "{po} waits for our decision, {n} day overdue", "{po} waits for our decision, {n} days overdue", po),
            (AlertCause.LateSubmission, var days) => says.N(days, "{po} waits for a sample, {n} day overdue", "{po} waits for a sample, {n} days overdue", po),
            _ => says.T("{po} contradicts itself", po),
        };
    }

    private static string Why(IncidentRow incident, Rights rights, Tongue says) =>
        rights.MaySeeField("cause") ? says.Said(incident.Finding.Why) : RuleWords.Of(incident, says);

    private static string Order(IncidentSubject of, Finding found, Tongue says) => found.Line is not { } number ? of.PurchaseOrder
        : (("po", of.PurchaseOrder), ("line", $"{number}")) is var (po, line) && found.Lines > 1
            ? says.N(found.Lines - 1, "{po}, line {line} and {n} more", "{po}, line {line} and {n} more", po, line)
            : says.T("{po}, line {line}", po, line);

    private IEnumerable<string> Chain(LineView line, Rights rights, Tongue says)
    {
        var tellsRemarks = Array.TrueForAll(FieldsOfRemarks, rights.MaySeeField);
        foreach (var cause in line.Causes)
        {
            var heard = line.Milestones.FirstOrDefault(m => m.Code == cause.Milestone)?.Heard;
            yield return $"{says.Said(cause.Text)}: {says.N(cause.Days, "{n} day", "{n} days")} ({Blamed(cause, says)})"
                + (tellsRemarks && heard is { Note: { } note } && heard.Reason == cause.Code ? $". {rows.PersonName(heard.By ?? heard.Source)}: “{note}”" : "");
        }

        if (line.FloatAbsorbedDays > 0 && rights.MaySeeField("slipDays"))
            yield return says.T("Float absorbed {n}; ex-factory slips {days}", ("n", says.Number(line.FloatAbsorbedDays)), ("days", says.Number(line.SlipDays)));
    }

    private static string Blamed(Cause cause, Tongue says)
    {
        if (cause.Code == DelayReasons.Holiday)
            return says.T("day off");
        var side = SideWord(cause.Side, says);
        return DelayReasons.Find(cause.Code) is { } reason ? $"{side}, {says.Said(reason.Words)}" : side;
    }

    public static string SideWord(Side side, Tongue says) => side switch
    {
        Side.Brand => says.T("brand"),
        Side.Material => says.T("material"),
        Side.Factory => says.T("factory"),
        Side.Compliance => says.T("compliance"),
        Side.Logistics => says.T("logistics"),
        _ => says.T("force majeure"),
    };

    private string VendorName(string code) => rows.TryGetVendor(code, out var vendor) ? vendor.Row.Name : code;

    private string IdOf(Notice notice, int step) => Id("notice", $"{notice.Incident}\n{step}\n{notice.Person}\n{notice.Channel}");

    private string Id(string what, string key) => $"{what}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{new Uri(options.PublicAddress).Host}";
}
