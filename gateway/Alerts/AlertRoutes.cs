using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Alerts.Mails;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Alerts;

/// <summary>Alerts: what the reader is to see to, and taking it in hand.</summary>
public static class AlertRoutes
{
    private const int MaxNameCharacters = 100;
    private const int MaxCodeCharacters = 20;
    private const long BeyondAllSeconds = 1_000_000_000_000;

    private static readonly string[] Names = ["state", "whose", "severity", "cause", "brand", "category", "vendor", "purchaseOrder", "sort", "limit", "cursor"];
    private static readonly string[] SeverityWords = ["p1", "p2", "p3"];
    private static readonly string[] CauseWords = [.. AlertRules.Causes.Select(AlertRules.WordOf)];

    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration settings) => services.AddMails(settings).ConfigureHttpJsonOptions(json =>
    {
        json.SerializerOptions.Converters.Add(new Hyphenated<AlertCause>());
        json.SerializerOptions.Converters.Add(new LowerCase<Severity>());
        json.SerializerOptions.Converters.Add(new LowerCase<IncidentStatus>());
        json.SerializerOptions.Converters.Add(new Hyphenated<AlertNotice>());
        json.SerializerOptions.Converters.Add(new LowerCase<ChatForm>());
        json.SerializerOptions.Converters.Add(new LowerCase<Language>());
    });

    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder app)
    {
        var alerts = app.MapGroup("/api/v1/alerts").WithTags("Alerts");
        alerts.MapGet("", ListAsync).WithName("ListAlerts").WithSummary("What somebody is to see to: one alert for each cause and order, the worst line speaks")
            .WithDescription(
                "state (open, as usual; acknowledged, snoozed, resolved, all), whose (all, as usual; mine: what waits for the reader), severity, cause, brand, category, vendor, purchaseOrder (each "
                + "repeated or with commas), sort (urgency, as usual: severity, then what escalates first; -since; id), limit (at most 500), cursor. An alert is resolved by itself when its cause is gone, and raised again with it.")
            .WithMetadata(new QueryNames(Names)).Produces<Page<AlertSummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        alerts.MapGet("/{id}", ReadAsync).WithName("ReadAlert").WithSummary("One alert").Produces<AlertSummary>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        alerts.MapGet("/{id}/stakes", WeighAsync).WithName("WeighAlert").WithSummary("What is at stake in an alert: the days of its worst line, and the value of all lines that it holds of")
            .Produces<AlertStakes>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        Act("acknowledge", AcknowledgeAsync).WithName("AcknowledgeAlert").WithSummary("Take it in hand: it does not escalate until its day comes, or it gets worse").Accepts<AcknowledgeAlertDocument>("application/json");
        Act("snooze", SnoozeAsync).WithName("SnoozeAlert").WithSummary("Put it aside until a moment, or until it gets worse").Accepts<SnoozeDocument>("application/json");
        Act("assign", AssignAsync).WithName("AssignAlert").WithSummary("Give it to one person, who may see the order").Accepts<AssignDocument>("application/json");
        Act("resolve", ResolveAsync).WithName("ResolveAlert").WithSummary("Say why nothing is to be done: it comes back when it gets worse").Accepts<ResolveAlertDocument>("application/json");
        Act("escalate", EscalateAsync).WithName("EscalateAlert").WithSummary("Let it reach whom it reaches next now, whoever has it in hand, and say why").Accepts<EscalateAlertDocument>("application/json");
        return app;

        RouteHandlerBuilder Act(string act, Delegate handler) => alerts.MapPost($"/{{id}}/{act}", handler).Produces<WriteVerdict>()
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Names);
        var state = parameters.Choice("state", "open", "acknowledged", "snoozed", "resolved", "all");
        var mine = parameters.Choice("whose", "all", "mine") == "mine";
        var (severities, causes) = (parameters.Choices("severity", SeverityWords), parameters.Choices("cause", CauseWords));
        var (brands, categories, vendors) = (parameters.Texts("brand"), parameters.Choices("category", Words.Categories), parameters.Texts("vendor"));
        var orders = parameters.Texts("purchaseOrder");
        var listing = Listing.Of(parameters, "urgency", "-since", "id");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var reader = http.Person();
        var page = listing.Of(
            rows.Incidents.Select(i => i.Row).Where(i => reader.Rights.MaySeeAlert(i.Subject)
                && (state == "all" || i.Status.ToString().Equals(state, StringComparison.OrdinalIgnoreCase)) && (!mine || i.WaitsFor(reader.Id, reader.Role))
                && severities.Allows(WordOf(i.Finding.Severity)) && causes.Allows(AlertRules.WordOf(i.Subject.Cause))
                && brands.Allows(i.Subject.Brand) && categories.Allows(i.Subject.Category) && vendors.Allows(i.Subject.Vendor) && orders.Allows(i.Subject.PurchaseOrder)),
            i => new Place(listing.Sort switch { "urgency" => Urgency(i), "since" => i.RaisedAt.Ticks, _ => 0 }, i.Id),
            i => AlertSummary.Of(i, rows, reader));
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, Rows rows, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        return rows.TryGetIncident(id, out var alert) && http.Person().Rights.MaySeeAlert(alert.Row.Subject)
            ? new Shown(AlertSummary.Of(alert.Row, rows, http.Person()))
            : ProblemResult.NotFound;
    }

    private static async Task<IResult> WeighAsync(string id, HttpContext http, Rows rows, PurchaseOrderReader orders, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        return rows.TryGetIncident(id, out var alert) && rights.MaySeeAlert(alert.Row.Subject)
            ? new Shown(AlertStakes.Of((await orders.FindAsync(alert.Row.Subject.PurchaseOrder, null, rights, ct))?.Order, alert.Row, rights))
            : ProblemResult.NotFound;
    }

    private static Task<IResult> AcknowledgeAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => WriteAsync(
        id, http, rows, grains,
        form => new Acknowledgement(
            form.Text("reason", Incident.LongestReason, required: true) ?? "", form.Instant("until"), null, form.Day("exFactory"), form.Text("delayReason", MaxCodeCharacters)),
        (grain, header, said) => grain.Acknowledge(header, http.Person().Id, said), ct);

    private static Task<IResult> SnoozeAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => WriteAsync(
        id, http, rows, grains, form => form.Instant("until", required: true) ?? default,
        (grain, header, until) => grain.Snooze(header, http.Person().Id, until), ct);

    private static Task<IResult> AssignAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => WriteAsync(
        id, http, rows, grains,
        form =>
        {
            var to = form.Text("to", MaxNameCharacters);
            if (to is not null && !(rows.TryGetPerson(to, out var person) && rows.TryGetIncident(id, out var alert) && Rights.Of(person.Row).MaySeeAlert(alert.Row.Subject)))
                form.Refuse("to", "unknown-assignee", "There is nobody of this id who may see the order.");
            return to;
        },
        (grain, header, to) => grain.Assign(header, http.Person().Id, to), ct);

    private static Task<IResult> ResolveAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => WriteAsync(
        id, http, rows, grains, form => form.Text("reason", Incident.LongestReason, required: true) ?? "",
        (grain, header, reason) => grain.Resolve(header, http.Person().Id, reason), ct);

    private static Task<IResult> EscalateAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => WriteAsync(
        id, http, rows, grains, form => form.Text("reason", Incident.LongestReason, required: true) ?? "",
        (grain, header, reason) => grain.Escalate(header, http.Person().Id, reason), ct);

    private static async Task<IResult> WriteAsync<T>(
        string id, HttpContext http, Rows rows, IGrainFactory grains, Func<JsonForm, T> read, Func<IIncidentGrain, CommandHeader, T, Task<Verdict>> send, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        await rows.CatchUpAsync(ct);
        if (!rows.TryGetIncident(id, out var alert) || !http.Person().Rights.MaySeeAlert(alert.Row.Subject))
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var asked = read(form);
        return form.Fault is { } fault ? new ProblemResult(fault) : WriteVerdict.Answer(http, await send(grains.GetGrain<IIncidentGrain>(id), write.Header(), asked));
    }

    private static string WordOf(Severity severity) => SeverityWords[(int)severity];

    // What reaches nobody else any more comes last of its severity.
    private static long Urgency(IncidentRow alert) => (long)alert.Finding.Severity * 2 * BeyondAllSeconds + (alert.EscalatesAt?.ToUnixTimeSeconds() ?? BeyondAllSeconds);
}
