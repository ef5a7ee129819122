using System.Globalization;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Alerts.Mails;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Webhooks;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Alerts;

/// <summary>Where and when the reader wants to hear of alerts: each person's own to choose, and to know.</summary>
public static class AlertChoiceRoutes
{
    private const string TimeForm = "HH:mm";

    public static IEndpointRouteBuilder MapAlertChoices(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/me/alerts", ReadAsync).WithTags("Alerts").WithName("ReadAlertChoices").WithSummary("Where and when you hear of alerts")
            .Produces<AlertChoicesDocument>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        app.MapPut("/api/v1/me/alerts", ChooseAsync).WithTags("Alerts").WithName("ChooseAlerts").WithSummary("Say where and when you want to hear of alerts, whole")
            .WithDescription(
                "mail: your address, null for none. timeZone: of the IANA database. quietFrom and quietUntil: HH:MM, equal for no quiet hours; nothing but P1 is sent in them. p1, p2, p3: at-once, digest (at 08:00), none. "
                + "mailsADay: what goes beyond waits for the digest, but for P1. chat: slack or teams, null for neither; chatUrl: the https address that the chat gave out for incoming messages. What is told at once is told there as well, "
                + "to whoever reads that channel, as far as you see it. language: of whatever is sent (en, zh, es, it); en where it is left out.")
            .Accepts<AlertChoicesForm>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ReadAsync(HttpContext http, Rows rows, MailOptions mail, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (!http.Person().Rights.MayChooseAlerts)
            return NotAllowed();
        await rows.CatchUpAsync(ct);
        return rows.TryGetPerson(http.Person().Id, out var known)
            ? TypedResults.Ok(AlertChoicesDocument.Of(known.Row.Alerts ?? AlertChoices.Usual, known.Version, mail))
            : ProblemResult.NotFound;
    }

    private static async Task<IResult> ChooseAsync(HttpContext http, Rows rows, IGrainFactory grains, WebhookOptions webhooks, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (!http.Person().Rights.MayChooseAlerts)
            return NotAllowed();
        await rows.CatchUpAsync(ct);
        // The built-in manager is nobody of whom there is a record.
        if (!rows.TryGetPerson(http.Person().Id, out var known))
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var choices = new AlertChoices(
            form.Text("mail", AlertChoices.LongestMail), form.Text("timeZone", 100, required: true) ?? "", TimeOf(form, "quietFrom"), TimeOf(form, "quietUntil"),
            form.Choice<AlertNotice>("p1", required: true) ?? default, form.Choice<AlertNotice>("p2", required: true) ?? default, form.Choice<AlertNotice>("p3", required: true) ?? default,
            form.Whole("mailsADay", 0, AlertChoices.MostMailsADay, required: true) ?? 0,
            form.Choice<ChatForm>("chat"), form.Text("chatUrl", AlertChoices.LongestChatUrl),
            form.Choice<Language>("language") ?? Language.En);
        if (choices.Mail is { } address && MailAddresses.WhyNot(address) is { } unwritable)
            form.Refuse("mail", "impossible-mail", unwritable);
        if (choices.ChatUrl is { } url && WebhookRoutes.WhyNot(url, webhooks) is { } why)
            form.Refuse("chatUrl", "impossible-url", why);
        return form.Fault is { } fault
            ? new ProblemResult(fault)
            : WriteVerdict.Answer(http, await grains.GetGrain<IPersonGrain>(known.Row.Id).ChooseAlerts(new(write.Header(), choices), write.Held));
    }

    private static int TimeOf(JsonForm form, string name)
    {
        if (form.Text(name, TimeForm.Length, required: true) is not { } text)
            return 0;
        if (TimeOnly.TryParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time.Hour * 60 + time.Minute;
        form.Refuse(name, "impossible-time", "Expected a time of the day as HH:MM.");
        return 0;
    }

    private static ProblemResult NotAllowed() => new(new Fault("not-allowed", "Alerts are for the house's own people."));
}

/// <summary>Where and when somebody wants to hear of alerts, as it is sent.</summary>
public sealed record AlertChoicesForm(
    string? Mail, string TimeZone, string QuietFrom, string QuietUntil, AlertNotice P1, AlertNotice P2, AlertNotice P3, int MailsADay,
    ChatForm? Chat, string? ChatUrl, Language? Language);

/// <param name="Mail">Null for none: then nothing is sent.</param>
/// <param name="QuietFrom">HH:MM where they are, as is <paramref name="QuietUntil"/>; equal for no quiet hours.</param>
/// <param name="MailsADay">What goes beyond waits for the digest, but for P1.</param>
/// <param name="Chat">Where what is told at once is told as well; null for nowhere.</param>
/// <param name="ChatUrl">Given out by the chat.</param>
/// <param name="Language">Of whatever is sent: en, zh, es or it.</param>
/// <param name="MailIsOn">Whether this installation sends mail at all.</param>
/// <param name="ChatIsOn">Whether it tells chats.</param>
/// <param name="Version">Of their record, for If-Match.</param>
public sealed record AlertChoicesDocument(
    string? Mail, string TimeZone, string QuietFrom, string QuietUntil, AlertNotice P1, AlertNotice P2, AlertNotice P3, int MailsADay, ChatForm? Chat,
    string? ChatUrl, Language Language, bool MailIsOn, bool ChatIsOn, int Version)
{
    internal static AlertChoicesDocument Of(AlertChoices choices, int version, MailOptions mail) => new(
        choices.Mail, choices.TimeZone, Time(choices.QuietFromMinutes), Time(choices.QuietUntilMinutes), choices.P1, choices.P2, choices.P3, choices.MailsADay, choices.Chat, choices.ChatUrl, choices.Language,
        mail.IsOn, mail.IsReachable, version);

    private static string Time(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
}
