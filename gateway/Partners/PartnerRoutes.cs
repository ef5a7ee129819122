using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Partners;

/// <summary>Which partners' programs come in, by which keys, and what they did.</summary>
internal static class PartnerRoutes
{
    private const int MaxListed = 200;
    private const int MaxRequests = 500;

    public static IServiceCollection AddPartnerAccess(this IServiceCollection services, IConfiguration settings)
    {
        services.TryAddSingleton(settings.GetSection("Selvedge:Partners").Get<PartnerOptions>() ?? new PartnerOptions());
        services.AddSingleton<PartnerLimits>().AddSingleton<PartnerSignIn>().AddSingleton<PartnerDoor>().AddSingleton<AuditTrail>();
        return services.AddHostedService(provider => provider.GetRequiredService<AuditTrail>());
    }

    public static IEndpointRouteBuilder MapPartners(this IEndpointRouteBuilder app)
    {
        var partners = app.MapGroup("/api/v1/partners").WithTags("Partners");
        partners.MapGet("", ListAsync).WithName("ListPartners").WithSummary("Partners whose access the reader may decide, with their keys").Produces<Page<PartnerDetail>>();
        partners.MapGet("/{partner}", ReadAsync).WithName("ReadPartner").WithSummary("One partner with its keys").Produces<PartnerDetail>()
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        partners.MapPut("/{partner}", RecordAsync).WithName("RecordPartner").WithSummary("Let a partner in, or say what it may see and do from now on, whole")
            .WithDescription(
                "The id is of lower-case letters, digits and hyphens. brands and vendors: none for all. scopes: read (log, orders, styles), report (post events, under one of sources), webhooks. "
                + "What is taken away holds at once for every key and token. For managers and directors, as far as they see the goods themselves.")
            .Accepts<PartnerForm>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        partners.MapPost("/{partner}/keys", IssueAsync).WithName("IssueKey").WithSummary("Give a partner a key, which is shown this once")
            .WithDescription("At most two are open at a time: issue the next, have the partner use it, revoke the first. scopes: at most the partner's. Sent again with its Idempotency-Key, it answers key: null.")
            .Accepts<KeyForm>("application/json").Produces<IssuedKey>(201).Produces<IssuedKey>().Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        partners.MapDelete("/{partner}/keys/{key}", RevokeAsync).WithName("RevokeKey").WithSummary("Let a key, and every token given for it, open nothing any more, on all nodes from the answer on")
            .Produces<WriteVerdict>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        partners.MapGet("/{partner}/requests", RequestsAsync).WithName("ReadRequests").WithSummary("What the partner asked for and was answered, newest first")
            .WithDescription("Kept for 90 days; a request is written down a moment after it was answered. Parameters: before (a number), limit (default 100, at most 500).")
            .WithMetadata(new QueryNames("before", "limit")).Produces<PartnerRequests>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, AccessLog records, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var mine = rows.Partners.Where(p => IsTheirs(http, p.Row)).OrderBy(p => p.Row.Sheet!.Name, StringComparer.Ordinal).ToList();
        var uses = await records.LastUsesAsync(mine.SelectMany(p => p.Row.Keys).Select(k => k.Id), ct);
        return new Shown(new Page<PartnerDetail>([.. mine.Select(p => PartnerDetail.Of(p.Row, uses))], mine.Count, null));
    }

    private static async Task<IResult> ReadAsync(string partner, HttpContext http, Rows rows, AccessLog records, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(partner, http, rows, ct) is not { } found)
            return ProblemResult.NotFound;
        http.Response.Headers.ETag = $"\"{found.Version}\"";
        return new Shown(PartnerDetail.Of(found, await records.LastUsesAsync(found.Keys.Select(k => k.Id), ct)));
    }

    private static async Task<IResult> RecordAsync(string partner, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        await rows.CatchUpAsync(ct);
        if (rows.TryGetPartner(partner, out var known) && !IsTheirs(http, known.Row))
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        if (partner.Length > 40 || partner.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            form.Refuse("", "wrong-type", "Expected an id of at most 40 lower-case letters, digits and hyphens.");
        var sheet = new PartnerSheet(
            partner, form.Text("name", 100, required: true)?.Trim() ?? "", Listed(form, "brands"), Listed(form, "vendors"),
            Scopes(form), Listed(form, "sources"), Listed(form, "hiddenFields"));
        for (var i = 0; i < sheet.Vendors.Length; i++)
            if (!rows.TryGetVendor(sheet.Vendors[i], out _))
                form.Refuse("vendors", "unknown-vendor", $"There is no vendor {sheet.Vendors[i]}.");
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        return http.Person().Rights.MayKeepPartner(sheet.Brands, sheet.Vendors)
            ? WriteVerdict.Answer(http, await grains.GetGrain<IPartnerGrain>(partner).Record(new(write.Header(), sheet), write.Held))
            : new ProblemResult(new Fault("not-allowed", "Partners are let in by managers and directors who see all those goods themselves."));
    }

    private static async Task<IResult> IssueAsync(string partner, HttpContext http, Rows rows, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(partner, http, rows, ct) is null)
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var (label, scopes) = (form.Text("label", 60, required: true) ?? "", Scopes(form));
        if (form.Fault is { } fault)
            return new ProblemResult(fault);

        var (header, secret) = (write.Header(), Secret.Make(Secret.KeyPrefix));
        var key = new PartnerKey(header.Id.ToString("N")[^12..], label, Secret.HexOf(secret), secret[^4..], scopes, http.Person().Id, time.GetUtcNow());
        var verdict = await grains.GetGrain<IPartnerGrain>(partner).IssueKey(new(header, key));
        return WriteVerdict.ShownOnce(http, verdict, $"/api/v1/partners/{partner}", isShown =>
            new IssuedKey(key.Id, isShown ? secret : null, WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position));
    }

    private static async Task<IResult> RevokeAsync(string partner, string key, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        return await FindAsync(partner, http, rows, ct) is null
            ? ProblemResult.NotFound
            : WriteVerdict.Answer(http, await grains.GetGrain<IPartnerGrain>(partner).RevokeKey(new(write.Header(), key)));
    }

    private static async Task<IResult> RequestsAsync(string partner, HttpContext http, Rows rows, AccessLog records, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "before", "limit");
        var before = parameters.Number("before", long.MaxValue, 1, long.MaxValue);
        var limit = (int)parameters.Number("limit", 100, 1, MaxRequests);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(partner, http, rows, ct) is null)
            return ProblemResult.NotFound;
        var read = await records.ReadAsync(partner, before, limit, ct);
        return new Shown(new PartnerRequests(
            [.. read.Select(r => new PartnerRequest(r.Number, r.At, r.Key, r.Method, r.Path, r.Status, r.Verdict, r.Trace))],
            read.Length == limit ? read[^1].Number : null));
    }

    private static async Task<PartnerRow?> FindAsync(string id, HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        return rows.TryGetPartner(id, out var known) && IsTheirs(http, known.Row) ? known.Row : null;
    }

    private static bool IsTheirs(HttpContext http, PartnerRow partner) => http.Person().Rights.MayKeepPartner(partner.Sheet!.Brands, partner.Sheet.Vendors);

    private static ImmutableArray<string> Listed(JsonForm form, string name) => [.. form.Texts(name, MaxListed, 60).Distinct().Order(StringComparer.Ordinal)];

    // In one sequence, each once: the same said again is a repeat.
    private static ImmutableArray<PartnerScope> Scopes(JsonForm form) => [.. form.Words<PartnerScope>("scopes", 10).Distinct().Order()];
}

internal sealed record PartnerForm(string Name, string[]? Brands, string[]? Vendors, PartnerScope[] Scopes, string[]? Sources, string[]? HiddenFields);

internal sealed record KeyForm(string Label, PartnerScope[] Scopes);

/// <param name="Key">The key itself, this once; null where it was issued before.</param>
internal sealed record IssuedKey(string Id, string? Key, WriteStatus Status, int Version, long Position);

/// <param name="Version">For If-Match.</param>
internal sealed record PartnerDetail(
    string Id, string Name, ImmutableArray<string> Brands, ImmutableArray<string> Vendors, ImmutableArray<PartnerScope> Scopes, ImmutableArray<string> Sources,
    ImmutableArray<string> HiddenFields, int Version, ImmutableArray<KeyDetail> Keys)
{
    public static PartnerDetail Of(PartnerRow partner, ImmutableDictionary<string, DateTimeOffset> uses) => new(
        partner.Sheet!.Id, partner.Sheet.Name, partner.Sheet.Brands, partner.Sheet.Vendors, partner.Sheet.Scopes, partner.Sheet.Sources, partner.Sheet.HiddenFields, partner.Version,
        [.. partner.Keys.Reverse().Select(k => new KeyDetail(
            k.Id, k.Label, k.Ends, k.Scopes, k.IssuedBy, k.IssuedAt, uses.TryGetValue(k.Id, out var at) ? at : null, k.RevokedBy, k.RevokedAt))]);
}

/// <param name="Ends">Its last four characters.</param>
/// <param name="LastUsedAt">Null where it was not used in the last 90 days.</param>
internal sealed record KeyDetail(
    string Id, string Label, string Ends, ImmutableArray<PartnerScope> Scopes, string IssuedBy, DateTimeOffset IssuedAt, DateTimeOffset? LastUsedAt,
    string? RevokedBy, DateTimeOffset? RevokedAt);

/// <param name="Next">Ask with before = next for older ones; null at the end.</param>
internal sealed record PartnerRequests(ImmutableArray<PartnerRequest> Items, long? Next);

/// <param name="Verdict">A problem's code, or what became of a batch; empty where the status says it all.</param>
internal sealed record PartnerRequest(long Number, DateTimeOffset At, string Key, string Method, string Path, int Status, string Verdict, string TraceId);
