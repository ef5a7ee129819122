using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Brands;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Brands;

/// <summary>What a brand has decided of how its orders are worked on.</summary>
public static class BrandRoutes
{
    private const int MaxNameCharacters = 100;
    private const int MaxLimits = 500;
    private const int MaxSteps = 20;

    public static IServiceCollection AddBrands(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new LowerCase<Risk>()));

    public static IEndpointRouteBuilder MapBrands(this IEndpointRouteBuilder app)
    {
        var settings = app.MapGroup("/api/v1/brands/{brand}/settings").WithTags("Brands");
        settings.MapGet("", ReadAsync).WithName("ReadBrandSettings").WithSummary("Approval limits, tolerances, the time to answer, and what takes a second person, with who decided them before")
            .Produces<BrandSettingsDocument>().Produces(304).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        settings.MapPut("", DecideAsync).WithName("DecideBrandSettings").WithSummary("Decide them anew, whole; orders go by them from their next act on")
            .WithDescription("For directors of the brand. A limit names a role, or a person, whose limits come before those of the role. risky holds what an assistant may only propose. alerts holds what somebody is alerted of where it is otherwise than the product has it: of several rules the one that "
                + "names the vendor comes first, then the one that names the category; without a severity nobody is alerted. Of a severity that steps name, they are the whole ladder. All alerts of the brand are looked at anew.")
            .Accepts<BrandSettings>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(412, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ReadAsync(
        string brand, HttpContext http, Rows rows, IGrainFactory grains, Journal.Journal journal, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        if (!http.Person().Rights.MaySeeSettings(brand) || !IsKnown(brand, rows))
            return ProblemResult.NotFound;
        var (version, settings) = await grains.GetGrain<IBrandGrain>(brand).Read();
        return Versions.IsKnown(http, version)
            ? TypedResults.StatusCode(304)
            : new Shown(new BrandSettingsDocument(
                brand, version, settings.Limits, settings.ExFactoryToleranceDays, settings.Risky, settings.AnswerHours, settings.SmallTolerancePercent,
                settings.LargeTolerancePercent, settings.LargeFromUnits, settings.Country, settings.Alerts, AlertRules.Usual, await HistoryAsync(brand, version, journal, ct)));
    }

    // What is decided meanwhile belongs to the next answer.
    private static async Task<ImmutableArray<DecidedSettings>> HistoryAsync(string brand, int version, Journal.Journal journal, CancellationToken ct)
    {
        var history = ImmutableArray.CreateBuilder<DecidedSettings>();
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.Brand, brand), 0, ct: ct))
            if (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span) is BrandEvent.SettingsDecided e && e.Version <= version)
                history.Insert(0, new DecidedSettings(e.Version, recorded.RecordedAt, StoredForm.Read<Origin>(recorded.Origin.Span).Actor, e.Settings));
        return history.ToImmutable();
    }

    private static async Task<IResult> DecideAsync(string brand, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var rights = http.Person().Rights;
        await rows.CatchUpAsync(ct);
        if (!rights.MaySeeSettings(brand) || !IsKnown(brand, rows))
            return ProblemResult.NotFound;
        if (!rights.MayDecideSettings)
            return new ProblemResult(new Fault("not-allowed", "How a brand's orders are worked on is for its directors."));
        var form = new JsonForm(write.Body);
        var settings = Settings(form, rows);
        return form.Fault is { } fault
            ? new ProblemResult(fault)
            : WriteVerdict.Answer(http, await grains.GetGrain<IBrandGrain>(brand).Decide(new Asked<BrandSettings>(write.Header(), settings), write.Held));
    }

    // A brand is what orders, styles or people name.
    private static bool IsKnown(string brand, Rows rows) => rows.PurchaseOrders.Any(o => o.Row.Brand == brand)
        || rows.Styles.Any(s => s.Row.Brand == brand) || rows.People.Any(p => p.Row.Brands.Contains(brand));

    // What is possible is the brand's own rule.
    private static BrandSettings Settings(JsonForm form, Rows rows)
    {
        return new BrandSettings(
            form.Objects("limits", MaxLimits, f => new ApprovalLimit(
                f.Text("role", MaxNameCharacters), f.Text("person", MaxNameCharacters), f.Whole("units", int.MinValue, int.MaxValue),
                f.Amount("value", decimal.MinValue, decimal.MaxValue), f.Text("currency", MaxNameCharacters))),
            Whole("exFactoryToleranceDays"), [.. form.Words<Risk>("risky", Enum.GetValues<Risk>().Length).Distinct()], Whole("answerHours"),
            Whole("smallTolerancePercent"), Whole("largeTolerancePercent"), Whole("largeFromUnits"), form.Text("country", MaxNameCharacters), Alerts(form.Object("alerts"), rows));

        int Whole(string name) => form.Whole(name, int.MinValue, int.MaxValue, required: true) ?? 0;
    }

    private static AlertSettings? Alerts(JsonForm? form, Rows rows)
    {
        if (form is null)
            return null;
        var alerts = new AlertSettings(
            form.Objects("rules", AlertSettings.MostRules, f => new AlertRule(
                f.Choice<AlertCause>("cause", required: true) ?? default, f.Text("category", MaxNameCharacters), Vendor(f),
                f.Whole("fromDays", int.MinValue, int.MaxValue) ?? 0, f.Choice<Severity>("severity"))),
            form.Objects("steps", MaxSteps, f => new SeverityStep(
                f.Choice<Severity>("severity", required: true) ?? default, f.Text("role", MaxNameCharacters, required: true) ?? "", f.Whole("afterDays", int.MinValue, int.MaxValue, required: true) ?? 0)));
        form.Close();
        return alerts;

        string? Vendor(JsonForm rule)
        {
            var vendor = rule.Text("vendor", MaxNameCharacters);
            if (vendor is not null && !rows.TryGetVendor(vendor, out _))
                rule.Refuse("vendor", "unknown-vendor", $"There is no vendor '{vendor}'.");
            return vendor;
        }
    }
}

/// <param name="Version">0 while the brand goes by what comes with the product.</param>
/// <param name="Alerts">Null where it goes by <paramref name="UsualAlerts"/> alone, which hold of all that it does not name.</param>
/// <param name="History">The newest first.</param>
public sealed record BrandSettingsDocument(
    string Brand, int Version, ImmutableArray<ApprovalLimit> Limits, int ExFactoryToleranceDays, ImmutableArray<Risk> Risky, int AnswerHours,
    int SmallTolerancePercent, int LargeTolerancePercent, int LargeFromUnits, string? Country, AlertSettings? Alerts, AlertSettings UsualAlerts, ImmutableArray<DecidedSettings> History);

/// <param name="By">Id of the person.</param>
public sealed record DecidedSettings(int Version, DateTimeOffset At, string By, BrandSettings Settings);
