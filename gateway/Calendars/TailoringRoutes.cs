using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Calendars;

/// <summary>What people change of the calendar of one order or style: the template's version, and single milestones.</summary>
public static class TailoringRoutes
{
    private const string Adopt = "Let what is open go over to another version; baselines stay";
    private const string Override = "Let a milestone differ: other lags, not applicable, somebody else responsible, or an extra one";
    private const string Lift = "Let a milestone be as the template says again";

    /// <summary>Reads the body; what is asked for is sent under the request's header once nothing was wrong with it.</summary>
    private delegate Func<CommandHeader, Task<Verdict>> Reading(JsonForm form);

    public static IEndpointRouteBuilder MapTailoring(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/api/v1/purchase-orders/{po}").WithTags("Calendars");
        orders.MapPost("/template", AdoptOnOrder).WithName("AdoptTemplateOnOrder").WithSummary(Adopt).Accepts<AdoptTemplate>("application/json").Produces<WriteVerdict>();
        orders.MapPut("/overrides/{milestone}", OverrideOnOrder).WithName("OverrideMilestoneOfOrder").WithSummary("Let a milestone differ on every open line that has not passed it")
            .Accepts<OverrideForm>("application/json").Produces<WriteVerdict>();
        orders.MapPost("/overrides/{milestone}/effect", ForeseeOnOrder).WithName("ForeseeOverrideOfOrder").WithSummary("What an override would do to the open lines; nothing is written")
            .Accepts<OverrideForm>("application/json").Produces<EffectReport>();
        orders.MapPost("/overrides/{milestone}/lift", LiftOnOrder).WithName("LiftOverrideOfOrder").WithSummary("Let a milestone be as the template says again, on every open line")
            .Accepts<LiftForm>("application/json").Produces<WriteVerdict>();
        orders.MapPut("/lines/{line:int:min(1)}/overrides/{milestone}", OverrideOnLine).WithName("OverrideMilestoneOfLine").WithSummary(Override)
            .Accepts<OverrideForm>("application/json").Produces<WriteVerdict>();
        orders.MapPost("/lines/{line:int:min(1)}/overrides/{milestone}/lift", LiftOnLine).WithName("LiftOverrideOfLine").WithSummary(Lift)
            .Accepts<LiftForm>("application/json").Produces<WriteVerdict>();

        var styles = app.MapGroup("/api/v1/styles/{style}").WithTags("Calendars");
        styles.MapPost("/template", AdoptOnStyle).WithName("AdoptTemplateOnStyle").WithSummary(Adopt).Accepts<AdoptTemplate>("application/json").Produces<WriteVerdict>();
        styles.MapPut("/overrides/{milestone}", OverrideOnStyle).WithName("OverrideMilestoneOfStyle").WithSummary(Override)
            .Accepts<OverrideForm>("application/json").Produces<WriteVerdict>();
        styles.MapPost("/overrides/{milestone}/lift", LiftOnStyle).WithName("LiftOverrideOfStyle").WithSummary(Lift)
            .Accepts<LiftForm>("application/json").Produces<WriteVerdict>();
        return app;
    }

    private static Task<IResult> AdoptOnOrder(string po, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => OfOrderAsync(po, http, rows, form =>
    {
        var what = CalendarForms.Adoption(form);
        return header => grains.GetGrain<IPurchaseOrderGrain>(po).Adopt(new Asked<AdoptTemplate>(header, what));
    }, ct);

    private static Task<IResult> OverrideOnOrder(string po, string milestone, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
        OverrideOnLine(po, 0, milestone, http, rows, grains, ct);

    private static Task<IResult> LiftOnOrder(string po, string milestone, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
        LiftAsync(po, 0, milestone, http, rows, grains, ct);

    private static Task<IResult> ForeseeOnOrder(string po, string milestone, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => TailorAsync(http, rows, sight => sight.SeesOrder(po), form =>
    {
        var what = new OverrideMilestone(0, CalendarForms.Override(form, milestone));
        return async _ =>
        {
            var effect = await grains.GetGrain<IPurchaseOrderGrain>(po).ForeseeOverride(what);
            return effect.Problem is { } problem ? new ProblemResult(WriteVerdict.FaultOf(problem))
                : rows.TryGetPurchaseOrder(po, out var order) ? new Shown(Effects.Report([(order.Row, effect.Lines)]))
                : ProblemResult.NotFound;
        };
    }, ct);

    private static Task<IResult> OverrideOnLine(string po, int line, string milestone, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => OfOrderAsync(po, http, rows, form =>
    {
        var what = new OverrideMilestone(line, CalendarForms.Override(form, milestone));
        return header => grains.GetGrain<IPurchaseOrderGrain>(po).Override(new Asked<OverrideMilestone>(header, what));
    }, ct);

    private static Task<IResult> LiftOnLine(string po, int line, string milestone, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
        LiftAsync(po, line, milestone, http, rows, grains, ct);

    // Lines differ for reasons of their own: what is lifted from all of them is named.
    private static Task<IResult> LiftAsync(string po, int line, string milestone, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => OfOrderAsync(po, http, rows, form =>
    {
        var what = CalendarForms.Lift(form, line, milestone, isKindRequired: line == 0);
        return header => grains.GetGrain<IPurchaseOrderGrain>(po).Lift(new Asked<LiftOverride>(header, what));
    }, ct);

    private static Task<IResult> AdoptOnStyle(string style, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => OfStyleAsync(style, http, rows, form =>
    {
        var what = CalendarForms.Adoption(form);
        return header => grains.GetGrain<IStyleGrain>(style).Adopt(new Asked<AdoptTemplate>(header, what));
    }, ct);

    private static Task<IResult> OverrideOnStyle(string style, string milestone, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => OfStyleAsync(style, http, rows, form =>
    {
        var what = new OverrideMilestone(0, CalendarForms.Override(form, milestone));
        return header => grains.GetGrain<IStyleGrain>(style).Override(new Asked<OverrideMilestone>(header, what));
    }, ct);

    private static Task<IResult> LiftOnStyle(string style, string milestone, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => OfStyleAsync(style, http, rows, form =>
    {
        var what = CalendarForms.Lift(form, 0, milestone);
        return header => grains.GetGrain<IStyleGrain>(style).Lift(new Asked<LiftOverride>(header, what));
    }, ct);

    private static Task<IResult> OfOrderAsync(string po, HttpContext http, Rows rows, Reading read, CancellationToken ct) =>
        TailorAsync(http, rows, sight => sight.SeesOrder(po), Answering(http, read), ct);

    private static Task<IResult> OfStyleAsync(string style, HttpContext http, Rows rows, Reading read, CancellationToken ct) =>
        TailorAsync(http, rows, sight => sight.SeesStyle(style), Answering(http, read), ct);

    private static Func<JsonForm, Func<CommandHeader, Task<IResult>>> Answering(HttpContext http, Reading read) => form =>
    {
        var ask = read(form);
        return async header => WriteVerdict.Answer(http, await ask(header));
    };

    private static async Task<IResult> TailorAsync(HttpContext http, Rows rows, Predicate<Sight> isSeen, Func<JsonForm, Func<CommandHeader, Task<IResult>>> read, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        if (!isSeen(new Sight(rows, rights)))
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var ask = read(form);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        return rights.MayTailor
            ? await ask(write.Header())
            : new ProblemResult(new Fault("not-allowed", "The calendar of an order or style is for its brand."));
    }
}

/// <param name="Kind">lags, notapplicable, extra, responsible or carriedover: all else that differs there stays. Left out for all, of one line or a style.</param>
public sealed record LiftForm(string Reason, OverrideKind? Kind);

/// <param name="Kind">lags, notapplicable, extra or responsible.</param>
/// <param name="Lags">Of lags: those that differ, by predecessor.</param>
/// <param name="Extra">Of extra: what is put in.</param>
/// <param name="Role">Of responsible: who sees to it.</param>
public sealed record OverrideForm(OverrideKind Kind, ImmutableArray<Lag>? Lags, ExtraMilestone? Extra, string Reason, string? Role);
