using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Alerts.Mails;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Languages;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Alerts.Links;

/// <summary>
/// Where links in mails lead. To look does nothing, however often and whoever does: programs that read mail look at every
/// link. Only the button on the page acts, once.
/// </summary>
internal static class AlertLinkRoutes
{
    private const int MaxBodyBytes = 16 * 1024;
    private const string DayForm = "yyyy-MM-dd";

    // Kept as the product says it: others read it too, each in their language.
    internal const string TakenByLink = "Taken in hand by the link in the mail";

    public static IEndpointRouteBuilder MapAlertLinks(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<MailOptions>().IsOn)
            return app;
        app.MapGet(AlertLinks.Path, LookAsync).ExcludeFromDescription();
        app.MapPost(AlertLinks.Path, ActAsync).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> LookAsync(HttpContext http, AlertLinks links, Letters letters, Rows rows, MailOptions options, TimeProvider time, CancellationToken ct)
    {
        var token = http.Request.Query[AlertLinks.TokenName].ToString();
        var opened = await links.OpenAsync(token, ct);
        return opened.Opening == Opening.Open
            ? await AskAsync(opened, new Asked(token, http.Request.Query.ContainsKey(AlertLinks.WithDayName), "", ""), null, letters, options, time, ct)
            : Closed(opened, rows, options);
    }

    private static async Task<IResult> ActAsync(HttpContext http, AlertLinks links, Letters letters, Rows rows, IGrainFactory grains, MailOptions options, TimeProvider time, CancellationToken ct)
    {
        if (await Asked.ReadAsync(http, MaxBodyBytes) is not { } asked)
            return Closed(new OpenedLink(Opening.Nothing, null, null, null), rows, options);
        var opened = await links.OpenAsync(asked.Token, ct);
        if (opened is not { Opening: Opening.Open, Link: { } link, Person: { } person })
            return Closed(opened, rows, options);
        var (choices, says) = (person.Alerts!, Tongue.Of(person.Alerts));
        var said = new Acknowledgement(TakenByLink, IfRaised: link.Times);
        if (asked.WithDay)
        {
            var today = choices.DayOf(time.GetUtcNow());
            if (!DateOnly.TryParseExact(asked.Day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day < today || day >= today.AddDays(Incident.LongestRestDays))
                return await AskAsync(opened, asked, says.T("Expected a day from today on, within {n} days.", ("n", says.Number(Incident.LongestRestDays))), letters, options, time, ct);
            if (string.IsNullOrWhiteSpace(asked.Reason) || asked.Reason.Length > Incident.LongestReason)
                return await AskAsync(opened, asked, says.T("Expected a reason of at most {n} characters.", ("n", says.Number(Incident.LongestReason))), letters, options, time, ct);
            if (!TryReadExpected(asked.ExFactory, out var expected))
                return await AskAsync(opened, asked, says.T("Expected a day for the new ex-factory, or none."), letters, options, time, ct);
            said = said with { Reason = asked.Reason.Trim(), Until = choices.EndOf(day), ExFactory = expected, DelayReason = asked.DelayReason.Length == 0 ? null : asked.DelayReason };
        }

        var verdict = await grains.GetGrain<IIncidentGrain>(link.Incident).Acknowledge(
            new CommandHeader(link.Command, 0, Guid.Empty, new Origin(person.Id, Channel: Channel.Page)), person.Id, said);
        // What has changed in between, and a second press, is told as it stands.
        var after = await links.OpenAsync(asked.Token, ct);
        if (verdict.Status != VerdictStatus.Accepted)
            return verdict.Status == VerdictStatus.Refused && after.Opening == Opening.Open ? await AskAsync(after, asked, verdict.Problem?.Detail, letters, options, time, ct) : Closed(after, rows, options);
        return new LinkPage(
            says.Code, 200, says.T("You have it in hand"), says.T(
                "{po} goes on to nobody else until {moment}. It comes back then if its cause is still there, or when it gets worse.",
                ("po", after.Incident!.Subject.PurchaseOrder), ("moment", Moment(after.Incident.RestsUntil, choices, says))),
            [
                (says.T("Said"), says.Said(after.Incident.Note ?? "")),
                .. said.ExFactory is { } leaves
                    ? [(says.T("Ex-factory of line {line}", ("line", $"{opened.Incident!.Finding.Line}")), says.Day(leaves))] : ImmutableArray<(string, string)>.Empty,
            ], null, Onward(after, says, options));
    }

    private static bool TryReadExpected(string text, out DateOnly? day)
    {
        var isDay = DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        day = isDay ? read : null;
        return isDay || text.Length == 0;
    }

    private static async Task<IResult> AskAsync(OpenedLink opened, Asked asked, string? wrong, Letters letters, MailOptions options, TimeProvider time, CancellationToken ct)
    {
        var (person, incident, choices) = (opened.Person!, opened.Incident!, opened.Person!.Alerts!);
        var says = Tongue.Of(choices);
        var letter = await letters.DescribeAsync(person, incident, ct);
        var (today, usual) = (choices.DayOf(time.GetUtcNow()), AlertRules.AcknowledgedForDays);
        var form = $"""
            <form method="post" action="{AlertLinks.Path}"><input type="hidden" name="{AlertLinks.TokenName}" value="{LinkPage.Safe(asked.Token)}">
            """
            + (wrong is null ? "" : $"<p class=\"wrong\" role=\"alert\">{LinkPage.Safe(wrong)}</p>")
            + (!asked.WithDay ? "" : $"""
            <input type="hidden" name="{AlertLinks.WithDayName}" value="true">
            <label>{LinkPage.Safe(says.T("In hand until the end of"))}<input type="date" name="until" required min="{today:yyyy-MM-dd}" max="{today.AddDays(Incident.LongestRestDays - 1):yyyy-MM-dd}" value="{LinkPage.Safe(asked.Day.Length > 0 ? asked.Day : today.AddDays(usual).ToString(DayForm, CultureInfo.InvariantCulture))}"></label>
            <label>{LinkPage.Safe(says.T("What is being done about it"))}<textarea name="reason" rows="3" required maxlength="{Incident.LongestReason}">{LinkPage.Safe(asked.Reason)}</textarea></label>
            {(incident is { Subject.Cause: AlertCause.LateOrder, Finding.Line: { } line } ? ExpectedFields(line, asked, today, says) : "")}
            """)
            + $"<button>{LinkPage.Safe(says.T("Take it in hand"))}</button></form>";
        var rests = asked.WithDay
            ? says.T("If you take it in hand, {name}, it rests until the end of the day that you name.", ("name", person.Name))
            : says.N(usual, "If you take it in hand, {name}, it rests for {n} day.", "If you take it in hand, {name}, it rests for {n} days.", ("name", person.Name));
        var next = incident.EscalatesTo is { } to ? " " + says.T("Meanwhile it does not go on to: {role}.", ("role", says.Said(to))) : "";
        return new LinkPage(
            says.Code, wrong is null ? 200 : 422, letter.Heading, $"{letter.Lead.TrimEnd('.')}. {rests}{next}", letter.Facts, form,
            [
                .. asked.WithDay ? ImmutableArray<(string, string)>.Empty : [(says.T("Name a day and say why instead"), $"{AlertLinks.Path}?{AlertLinks.TokenName}={Uri.EscapeDataString(asked.Token)}&{AlertLinks.WithDayName}")],
                .. Onward(opened, says, options),
            ]);
    }

    private static string ExpectedFields(int line, Asked asked, DateOnly today, Tongue says) =>
        $"""
        <label>{LinkPage.Safe(says.T("New ex-factory of line {line}, where you know it", ("line", $"{line}")))}<input type="date" name="exFactory" min="{today:yyyy-MM-dd}" value="{LinkPage.Safe(asked.ExFactory)}"><small>{LinkPage.Safe(says.T("A day earlier than what comes before it allows does not move the forecast"))}</small></label>
        <label>{LinkPage.Safe(says.T("Why then"))}<select name="delayReason"><option value="">{LinkPage.Safe(says.T("No reason given"))}</option>{string.Concat(DelayReasons.All.GroupBy(r => r.Side).Select(side =>
            $"<optgroup label=\"{LinkPage.Safe(Letters.SideWord(side.Key, says))}\">{string.Concat(side.Select(r => $"<option value=\"{r.Code}\"{(r.Code == asked.DelayReason ? " selected" : "")}>{r.Code} · {LinkPage.Safe(says.Said(r.Words))}</option>"))}</optgroup>"))}</select></label>
        """;

    private static LinkPage Closed(OpenedLink opened, Rows rows, MailOptions options)
    {
        var says = Tongue.Of(opened.Person?.Alerts);
        var (heading, lead) = opened.Opening switch
        {
            Opening.Expired => (says.T("This link has run out"), says.T("Links in mails act for seven days. Sign in to see to the alert.")),
            Opening.Used => (says.T("This link has been used"), $"{says.T("It acts once.")} {State(opened, rows, says)}"),
            Opening.Over => (says.T("There is nothing left to do"), says.T("The alert of that mail is over. Where it has come back since, a newer mail has its own link.")),
            Opening.InHand => (says.T("Somebody has it in hand"), State(opened, rows, says)),
            Opening.Another => (says.T("Somebody else sees to it"), says.T(
                "{name} was asked to see to {po}.", ("name", Name(opened.Incident!.Assignee, rows, says)), ("po", opened.Incident.Subject.PurchaseOrder))),
            _ => (says.T("This link opens nothing"), says.T("It is not one of ours, or not complete, or it was withdrawn: your address or what you may see has changed since. Sign in to see your alerts.")),
        };
        return new LinkPage(says.Code, opened.Opening == Opening.Nothing ? 404 : 410, heading, lead, [], null, Onward(opened, says, options));
    }

    private static string State(OpenedLink opened, Rows rows, Tongue says)
    {
        var incident = opened.Incident!;
        (string, string)[] of =
        [
            ("po", incident.Subject.PurchaseOrder), ("name", Name(incident.ActedBy, rows, says)), ("moment", Moment(incident.RestsUntil, opened.Person!.Alerts!, says)),
        ];
        return incident.Status switch
        {
            IncidentStatus.Acknowledged => says.T("{name} has {po} in hand until {moment}.", of),
            IncidentStatus.Snoozed => says.T("{name} has put {po} aside until {moment}.", of),
            IncidentStatus.Resolved => says.T("The alert of {po} is over.", of),
            _ => says.T("The alert of {po} is open.", of),
        };
    }

    private static ImmutableArray<(string, string)> Onward(OpenedLink opened, Tongue says, MailOptions options) =>
    [
        .. opened.Incident is { } incident ? [(says.T("Open the order"), options.LinkToOrder(incident))] : ImmutableArray<(string, string)>.Empty,
        (says.T("See your alerts"), options.Link("/alerts")),
    ];

    private static string Name(string? person, Rows rows, Tongue says) => person is null ? says.T("Somebody") : rows.PersonName(person);

    private static string Moment(DateTimeOffset? at, AlertChoices choices, Tongue says) =>
        at is { } moment ? says.Moment(moment, TimeZoneInfo.FindSystemTimeZoneById(choices.TimeZone)) : says.T("then");

    /// <summary>What was typed.</summary>
    private sealed record Asked(string Token, bool WithDay, string Day, string Reason, string ExFactory = "", string DelayReason = "")
    {
        /// <summary>Null where it is no form of ours.</summary>
        public static async Task<Asked?> ReadAsync(HttpContext http, int maxBytes)
        {
            if (!http.Request.HasFormContentType || http.Request.ContentLength is not { } length || length > maxBytes)
                return null;
            try
            {
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                return new Asked(form[AlertLinks.TokenName].ToString(), form.ContainsKey(AlertLinks.WithDayName), form["until"].ToString(), Readable(form["reason"].ToString()),
                    form["exFactory"].ToString(), form["delayReason"].ToString());
            }
            catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException or IOException)
            {
                return null;
            }
        }

        // What a terminal obeys and PostgreSQL cannot keep is no text.
        private static string Readable(string text) => new([.. text.Where(c => !char.IsControl(c) || c is '\n' or '\t')]);
    }
}
