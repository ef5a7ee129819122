using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Webhooks;

/// <summary>Webhooks: kept by the partner's own programs, or for them by who lets the partner in.</summary>
internal static class WebhookRoutes
{
    private const int MaxEvents = 100;
    private const int MaxDeliveries = 500;
    private const int MaxReplay = 5_000;

    private static readonly ImmutableArray<string> Types = [.. EventCatalog.All.Select(e => Vocabulary.TypeOf(e.Name)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration settings)
    {
        services.TryAddSingleton(settings.GetSection("Selvedge:Webhooks").Get<WebhookOptions>() ?? new WebhookOptions());
        services.AddSingleton<WebhookPost>().AddSingleton<WebhookMessages>().AddSingleton<WebhookSender>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new LowerCase<DeliveryState>()));
        return services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>()).AddHostedService<WebhookFollower>();
    }

    public static IEndpointRouteBuilder MapWebhooks(this IEndpointRouteBuilder app)
    {
        var webhooks = app.MapGroup("/api/v1/webhooks").WithTags("Webhooks").ForPartners(PartnerScope.Webhooks);
        webhooks.MapGet("", ListAsync).WithName("ListWebhooks").WithSummary("Webhooks, with what waits and what was given up").Produces<Page<WebhookDetail>>();
        webhooks.MapPost("", AddAsync).WithName("AddWebhook").WithSummary("Have what happens sent to an address, signed")
            .WithDescription(
                "Messages are those of the log that the partner may see, signed as Standard Webhooks has it (webhook-id, webhook-timestamp, webhook-signature over the raw body). At least once, under the id of the log's entry, "
                + "for each order in its sequence; ten attempts over three days. events: published types, none for all. The secret is shown this once. partner: which one, where a person asks. "
                + "The address is https and public: whatever it leads to is checked at every connection, and redirections are not followed.")
            .Accepts<WebhookForm>("application/json").Produces<AddedWebhook>(201).Produces<AddedWebhook>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        var one = webhooks.MapGroup("/{webhook}");
        one.MapDelete("", DropAsync).WithName("DropWebhook").WithSummary("Send nothing more to it, and forget what was sent")
            .Produces<WriteVerdict>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        one.MapPost("/rotate", RotateAsync).WithName("RotateWebhookSecret").WithSummary("Another secret; messages are signed by the former as well for a day")
            .Produces<RotatedSecret>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        one.MapPost("/enable", EnableAsync).WithName("EnableWebhook").WithSummary("Send to it again after it was disabled: what waits, and what happens from now on")
            .WithDescription("What happened in between is in the log: replay has it sent.").Produces<WriteVerdict>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        one.MapGet("/deliveries", DeliveriesAsync).WithName("ReadDeliveries").WithSummary("What was sent or waits, the newest events first; kept for 30 days after it ended")
            .WithDescription("Parameters: state (waiting, delivered, givenup, withheld), before (a position), limit (default 100, at most 500).")
            .WithMetadata(new QueryNames("state", "before", "limit")).Produces<DeliveryPage>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        one.MapPost("/replay", ReplayAsync).WithName("ReplayWebhook").WithSummary("Have one event, or a stretch of the log, sent again under the same ids")
            .WithDescription($"position for one; or after (a position, 0 for the beginning) and until (left out for the log's end): up to {MaxReplay} entries of the log at a time, ask again with after = next.")
            .Accepts<ReplayForm>("application/json").Produces<Replayed>().Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        one.MapPost("/test", TestAsync).WithName("TestWebhook").WithSummary("Send a signed message of type webhook.test now, once, and say what came back")
            .Produces<TestedWebhook>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, Deliveries deliveries, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var mine = rows.Partners.Where(p => http.Person().Rights.MayKeepWebhooks(p.Row.Sheet!)).OrderBy(p => p.Row.Sheet!.Name, StringComparer.Ordinal)
            .SelectMany(p => p.Row.Webhooks.Select(w => (p.Row.Sheet!.Id, Webhook: w))).ToList();
        var counts = await deliveries.CountAsync(mine.Select(m => m.Webhook.Id), ct);
        return new Shown(new Page<WebhookDetail>([.. mine.Select(m => WebhookDetail.Of(m.Id, m.Webhook, counts.GetValueOrDefault(m.Webhook.Id, DeliveryCounts.None)))], mine.Count, null));
    }

    private static async Task<IResult> AddAsync(HttpContext http, Rows rows, WebhookOptions options, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        await rows.CatchUpAsync(ct);
        var form = new JsonForm(write.Body);
        var (asked, address, events) = (form.Text("partner", 40), form.Text("url", 500, required: true), form.Texts("events", MaxEvents, 100));
        if (address is not null && WhyNot(address, options) is { } why)
            form.Refuse("url", "impossible-url", why);
        for (var i = 0; i < events.Length; i++)
            if (events[i].Length > 0 && !Types.Contains(events[i]))
                form.Refuse($"events/{i}", "unknown-event", $"Expected one of: {string.Join(", ", Types)}.");
        var partner = http.Person().Rights.Partner ?? asked;
        if (partner is null)
            form.Refuse("partner", "required", "Expected the partner's id.");
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        if (!rows.TryGetPartner(partner!, out var known) || !http.Person().Rights.MayKeepWebhooks(known.Row.Sheet!))
            return new ProblemResult(Fault.At("/partner", "unknown-partner", "There is no such partner."));

        var (header, secret) = (write.Header(), WebhookSignature.MakeSecret());
        var webhook = new Webhook(header.Id.ToString("N")[^12..], address!, [.. events.Distinct().Order(StringComparer.Ordinal)], [new(secret, null)], http.Person().Id, time.GetUtcNow());
        var verdict = await grains.GetGrain<IPartnerGrain>(partner!).AddWebhook(new(header, webhook));
        return WriteVerdict.ShownOnce(http, verdict, "/api/v1/webhooks", isShown =>
            new AddedWebhook(webhook.Id, isShown ? secret : null, WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position));
    }

    private static async Task<IResult> DropAsync(string webhook, HttpContext http, Rows rows, Deliveries deliveries, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(webhook, http, rows, ct) is not { } found)
            return ProblemResult.NotFound;
        var verdict = await grains.GetGrain<IPartnerGrain>(found.Partner).DropWebhook(new(write.Header(), webhook));
        await deliveries.DropAsync(webhook, ct);
        return WriteVerdict.Answer(http, verdict);
    }

    private static async Task<IResult> RotateAsync(string webhook, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(webhook, http, rows, ct) is not { } found)
            return ProblemResult.NotFound;
        var secret = WebhookSignature.MakeSecret();
        var verdict = await grains.GetGrain<IPartnerGrain>(found.Partner).RotateSecret(write.Header(), webhook, secret);
        http.Response.Headers.CacheControl = "no-store";
        return WriteVerdict.Refused(http, verdict) ?? TypedResults.Ok(new RotatedSecret(
            verdict.Status == VerdictStatus.Accepted ? secret : null, WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position));
    }

    private static async Task<IResult> EnableAsync(string webhook, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        return await FindAsync(webhook, http, rows, ct) is { } found
            ? WriteVerdict.Answer(http, await grains.GetGrain<IPartnerGrain>(found.Partner).EnableWebhook(new(write.Header(), webhook)))
            : ProblemResult.NotFound;
    }

    private static async Task<IResult> DeliveriesAsync(string webhook, HttpContext http, Rows rows, Deliveries deliveries, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "state", "before", "limit");
        var state = parameters.Choice("state", ["all", .. Enum.GetNames<DeliveryState>().Select(name => name.ToLowerInvariant())]);
        var before = parameters.Number("before", long.MaxValue, 1, long.MaxValue);
        var limit = (int)parameters.Number("limit", 100, 1, MaxDeliveries);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(webhook, http, rows, ct) is null)
            return ProblemResult.NotFound;
        var read = await deliveries.ListAsync(webhook, state == "all" ? null : Enum.Parse<DeliveryState>(state, ignoreCase: true), before, limit, ct);
        return new Shown(new DeliveryPage([.. read.Select(DeliveryDetail.Of)], read.Length == limit ? read[^1].Position : null));
    }

    private static async Task<IResult> ReplayAsync(
        string webhook, HttpContext http, Rows rows, Feed feed, Deliveries deliveries, WebhookSender sender, TimeProvider time, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(webhook, http, rows, ct) is not { } found)
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var (position, after, until) = (Position(form, "position", 1), Position(form, "after", 0), Position(form, "until", 1));
        if (position is null == after is null)
            form.Refuse("", "required", "Expected either position, or after with or without until.");
        if (form.Fault is { } fault)
            return new ProblemResult(fault);

        var last = position ?? until ?? long.MaxValue;
        var log = await feed.ReadAsync(position - 1 ?? after!.Value, position is null ? MaxReplay : 1, ct);
        var again = log.Where(e => e.Position <= last && found.Wants(e)).Select(e => (e.Position, e.Stream.ToString())).ToList();
        if (position is not null && again.Count == 0)
            return new ProblemResult(Fault.At("/position", "unknown-event", "The webhook is not sent such an event."));
        await deliveries.AgainAsync(webhook, again, time.GetUtcNow(), ct);
        sender.Wake([webhook]);
        return TypedResults.Ok(new Replayed(again.Count, position is null && log.Length == MaxReplay && log[^1].Position < last ? log[^1].Position : null));
    }

    private static async Task<IResult> TestAsync(string webhook, HttpContext http, Rows rows, WebhookPost post, WebhookMessages messages, TimeProvider time, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(webhook, http, rows, ct) is not { } found)
            return ProblemResult.NotFound;
        var attempt = await post.SendAsync(found.Webhook, $"test-{write.Header().Id:N}", messages.OfTest(webhook, time.GetUtcNow()), ct);
        return TypedResults.Ok(new TestedWebhook(attempt.IsTaken, attempt.Status, attempt.Problem, (int)attempt.Took.TotalMilliseconds));
    }

    private static async Task<Receiver?> FindAsync(string webhook, HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        return Receiver.Find(rows, webhook) is { } found && rows.TryGetPartner(found.Partner, out var partner) && http.Person().Rights.MayKeepWebhooks(partner.Row.Sheet!) ? found : null;
    }

    private static long? Position(JsonForm form, string name, int least) => form.Whole(name, least, int.MaxValue);

    /// <summary>Why nothing can be sent to an address; null where it can.</summary>
    internal static string? WhyNot(string address, WebhookOptions options)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return "Expected a whole https address without a name, a password or a fragment in it.";
        if (uri.Scheme != Uri.UriSchemeHttps && !(options.AllowLoopback && uri is { IsLoopback: true, Scheme: "http" }))
            return "Expected an https address.";
        return System.Net.IPAddress.TryParse(uri.Host.Trim('[', ']'), out var literal) && !new PublicAddresses(options.AllowLoopback).Allows(literal)
            || uri.IsLoopback && !options.AllowLoopback
            ? "Expected an address of the public internet."
            : null;
    }
}

internal sealed record WebhookForm(string? Partner, string Url, string[]? Events);

/// <param name="Secret">This once; null where it was added before.</param>
internal sealed record AddedWebhook(string Id, string? Secret, WriteStatus Status, int Version, long Position);

/// <param name="Secret">The new one, this once; null where it was rotated before.</param>
internal sealed record RotatedSecret(string? Secret, WriteStatus Status, int Version, long Position);

internal sealed record ReplayForm(long? Position, long? After, long? Until);

/// <param name="Queued">How many are sent again.</param>
/// <param name="Next">Ask again after it; null when all of the stretch was read.</param>
internal sealed record Replayed(int Queued, long? Next);

/// <param name="Status">0 where there was no answer; then <paramref name="Problem"/> says why.</param>
internal sealed record TestedWebhook(bool Taken, int Status, string Problem, int Milliseconds);

/// <param name="Disabled">Why nothing is sent; null while it is.</param>
/// <param name="SecretEndsAt">Until when messages are signed by the former secret as well; null where they are not.</param>
internal sealed record WebhookDetail(
    string Id, string Partner, string Url, ImmutableArray<string> Events, string CreatedBy, DateTimeOffset CreatedAt, string? Disabled, DateTimeOffset? DisabledAt,
    DateTimeOffset? SecretEndsAt, int Waiting, int GivenUp, DateTimeOffset? LastDeliveredAt)
{
    public static WebhookDetail Of(string partner, Webhook webhook, DeliveryCounts counts) => new(
        webhook.Id, partner, webhook.Url, webhook.Events, webhook.CreatedBy, webhook.CreatedAt, webhook.Disabled, webhook.DisabledAt,
        webhook.Secrets[^1].EndsAt, counts.Waiting, counts.GivenUp, counts.LastDeliveredAt);
}

/// <param name="Next">Ask with before = next for older ones; null at the end.</param>
internal sealed record DeliveryPage(ImmutableArray<DeliveryDetail> Items, long? Next);

/// <param name="Id">The webhook-id under which it is sent.</param>
/// <param name="Status">Of the last answer; 0 where there was none, and then <paramref name="Problem"/> says why.</param>
/// <param name="NextAt">Null where nothing more is tried.</param>
internal sealed record DeliveryDetail(
    long Position, string Id, string Subject, DeliveryState State, int Attempts, DateTimeOffset? FirstAt, DateTimeOffset? LastAt, int Status, string Problem, DateTimeOffset? NextAt)
{
    public static DeliveryDetail Of(Delivery delivery) => new(
        delivery.Position, PublishedEvent.IdOf(delivery.Position), delivery.Subject, delivery.State, delivery.Attempts, delivery.FirstAt, delivery.LastAt, delivery.LastStatus,
        delivery.LastProblem, delivery.State == DeliveryState.Waiting ? delivery.NextAt : null);
}
