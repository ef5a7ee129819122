using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Calendars;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.WhatIfs;

/// <summary>What would be if something were so: foreseen without writing, then applied or dropped.</summary>
public static class WhatIfRoutes
{
    private const string Forms =
        "Each assumption has a kind. delay: supplier (vendor: ex-factory; mill: the arrival of its material) or milestone (a code), days (negative for earlier), where. "
        + "date: supplier or milestone, date, where. closure: from, to, name, where.vendor. shipmode: shipMode, reason, where. where names open lines by all of brand, category, season, vendor, mill, style, "
        + "lines ([{ purchaseOrder, line }]) that are given. reason: a delay reason code, if wanted.";

    public static IEndpointRouteBuilder MapWhatIfs(this IEndpointRouteBuilder app)
    {
        var whatIfs = app.MapGroup("/api/v1/what-ifs").WithTags("What-if");
        whatIfs.MapPost("", ForeseeAsync).WithName("ForeseeWhatIf").WithSummary("What would become of every line if something were so, worst first; writes nothing")
            .WithDescription(Forms + " Items come in pages by limit and cursor; each page is foreseen anew.")
            .WithMetadata(new QueryNames("limit", "cursor")).Accepts<WhatIfForm>("application/json").Produces<WhatIfReport>().Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        whatIfs.MapPost("/apply", ApplyAsync).WithName("ApplyWhatIf").WithSummary("Let it come so: estimates are told of the milestones, factories closed, all in the background as one act")
            .WithDescription(Forms + " Estimates have the source what-if and can be taken back as any other. What was settled is told whatever ends meanwhile. Closures are a supervisor's.")
            .Accepts<ApplyForm>("application/json").Produces<WhatIfVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        whatIfs.MapGet("/{id}", ReadProgressAsync).WithName("ReadWhatIfProgress").WithSummary("How far a what-if that was applied has come")
            .Produces<WhatIfProgress>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ForeseeAsync(HttpContext http, Rows rows, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "limit", "cursor");
        var listing = Listing.Of(parameters, "worst");
        if (parameters.Fault is { } unasked)
            return new ProblemResult(unasked);
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var assumptions = WhatIfForms.Assumptions(form);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var scenario = new Scenario(rows, http.Person());
        scenario.Suppose(assumptions);
        if (scenario.Fault is { } unknown)
            return new ProblemResult(unknown);
        var report = Report(await scenario.ForeseeAsync(grains, ct), listing, time.GetUtcNow());
        Listing.Link(http, report.Next);
        return new Shown(report);
    }

    private static async Task<IResult> ApplyAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var (assumptions, reason) = (WhatIfForms.Assumptions(form), CalendarForms.Reason(form));
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        var person = http.Person();
        if (!person.Rights.MayApplyWhatIfs)
            return new ProblemResult(new Fault("not-allowed", "What-ifs are applied by the brand."));
        if (!person.Rights.MayAmend && assumptions.Any(a => a.Kind == AssumptionKind.Closure))
            return new ProblemResult(new Fault("not-allowed", "Working calendars are a supervisor's."));

        if (!person.Rights.MayAct(Act.Revise) && assumptions.Any(a => a.Kind == AssumptionKind.ShipMode))
            return new ProblemResult(new Fault("not-allowed", "Orders are revised by the brand."));

        // A request that is sent again finds what it left: nothing is foreseen twice.
        var header = write.Header();
        var id = header.Id.ToString("N");
        var whatIf = grains.GetGrain<IWhatIfGrain>(id);
        await rows.CatchUpAsync(ct);
        var plan = new WhatIfPlan(assumptions, reason, [], [], [], 0);
        if (await whatIf.Read() is null)
        {
            var scenario = new Scenario(rows, person);
            scenario.Suppose(assumptions);
            if (scenario.Fault is { } unknown)
                return new ProblemResult(unknown);
            plan = (await scenario.ForeseeAsync(grains, ct)).ToPlan(assumptions, reason);
        }

        var verdict = await whatIf.Apply(new Asked<WhatIfPlan>(header, plan), person.Id);
        if (verdict is { Status: VerdictStatus.Refused, Problem: { } problem })
            return new ProblemResult(WriteVerdict.FaultOf(problem));
        var applied = (await whatIf.Read())!;
        return TypedResults.Ok(new WhatIfVerdict(
            WriteVerdict.StatusOf(verdict.Status), id, verdict.Version, verdict.Position, applied.PurchaseOrders, applied.Styles, applied.Closures, applied.Lines, applied.Reshipments));
    }

    private static async Task<IResult> ReadProgressAsync(string id, HttpContext http, Rows rows, Checkpoints checkpoints, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var person = http.Person();
        if (!rows.TryGetWhatIf(id, out var whatIf) || !person.Rights.MayReadWhatIf(whatIf.Row.By == person.Id))
            return ProblemResult.NotFound;
        var row = whatIf.Row;
        var (position, done) = await checkpoints.ReadProgressAsync(Followers.WhatIfHandOver, ct) ?? (0, 0);
        var targets = row.PurchaseOrders + row.Styles + row.Closures + row.Reshipments;
        var isSettled = position >= whatIf.Position;
        return TypedResults.Ok(new WhatIfProgress(
            row.Id, row.Reason, row.By, row.At, row.PurchaseOrders, row.Styles, row.Closures, row.Lines, row.Reshipments, targets,
            isSettled ? targets : position == whatIf.Position - 1 ? Math.Min(done, targets) : 0, isSettled));
    }

    private static WhatIfReport Report(Foreseen foreseen, Listing listing, DateTimeOffset at)
    {
        var lines = foreseen.Lines.ToArray();
        var affected = lines.Where(line => line.Foreseen.IsAffected).ToArray();
        var page = listing.Of(affected, line => PlaceOf(line.Order, line.Foreseen), line => WhatIfItem.Of(
            line.Order, line.Order.Lines.First(row => row.Number == line.Foreseen.Line), line.Foreseen));
        return new WhatIfReport(
            at, lines.Select(line => line.Order.Number).Distinct(StringComparer.Ordinal).Count(), lines.Length, affected.Length,
            affected.Count(line => line.Foreseen.Before.ExFactory != line.Foreseen.After.ExFactory || line.Foreseen.Before.InDc != line.Foreseen.After.InDc),
            affected.Sum(line => WhatIfItem.DaysOf(line.Foreseen)),
            affected.Count(line => !IsLate(line.Foreseen.Before) && IsLate(line.Foreseen.After)),
            affected.Count(line => IsLate(line.Foreseen.Before) && !IsLate(line.Foreseen.After)),
            Count(lines.Select(line => line.Foreseen.Before)), Count(lines.Select(line => line.Foreseen.After)), page.Items, page.Next);
    }

    // Worst first: by health then, and among equals by the days that are lost.
    private static Place PlaceOf(PurchaseOrderRow order, LineForesight line) => new(
        HealthRules.WorstFirst.IndexOf(line.After.Health) * 100_000L - WhatIfItem.DaysOf(line), $"{order.Number}/{line.Line:D6}");

    private static bool IsLate(LineProspect line) => line.Health is Health.Late or Health.Critical;

    private static HealthCounts Count(IEnumerable<LineProspect> lines)
    {
        var counts = new int[Enum.GetValues<Health>().Length];
        foreach (var line in lines)
            counts[(int)line.Health]++;
        return HealthCounts.Of(counts);
    }
}
