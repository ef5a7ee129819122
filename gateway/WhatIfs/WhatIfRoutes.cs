using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
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
            .WithDescription(Forms + " Estimates have the source what-if; all of it can be taken back as one act. What was settled is told whatever ends meanwhile. Closures are a supervisor's.")
            .Accepts<ApplyForm>("application/json").Produces<WhatIfVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        whatIfs.MapGet("", ListAsync).WithName("ListWhatIfs").WithSummary("What-ifs that were applied, newest first: one's own, and for managers and directors those of brands that they see")
            .WithMetadata(new QueryNames("limit", "cursor")).Produces<Page<WhatIfSummary>>();
        whatIfs.MapGet("/{id}/undo", ReadUndoAsync).WithName("ReadWhatIfUndo").WithSummary("What taking it back would come to, and once it was taken back, what came of it; writes nothing")
            .Produces<WhatIfUndo>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        whatIfs.MapPost("/{id}/undo", UndoAsync).WithName("UndoWhatIf").WithSummary("Let what stood before it stand again, but for what somebody has moved since")
            .WithDescription("In the background, when all were told of it. Estimates are retracted, closures taken away, and orders revised back, by the rules by which they are revised. What was moved since is listed and left; where something else stood in the way, it can be asked for once more.")
            .Accepts<BulkActs.UndoForm>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
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
        await rows.CatchUpAsync(ct);
        var closed = assumptions.Where(a => a.Kind == AssumptionKind.Closure).Select(a => CalendarKeys.Factory(a.Where.Vendor!)).ToArray();
        if (closed.Length > 0 && CalendarReach.Of(closed, rows, person.Rights).RefuseAmending(person.Rights) is { } notTheirs)
            return new ProblemResult(notTheirs);

        if (!person.Rights.MayAct(Act.Revise) && assumptions.Any(a => a.Kind == AssumptionKind.ShipMode))
            return new ProblemResult(new Fault("not-allowed", "Orders are revised by the brand."));

        // A request that is sent again finds what it left: nothing is foreseen twice.
        var header = write.Header();
        var id = header.Id.ToString("N");
        var whatIf = grains.GetGrain<IWhatIfGrain>(id);
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
        var applied = (await whatIf.Read())!.Row;
        return TypedResults.Ok(new WhatIfVerdict(
            WriteVerdict.StatusOf(verdict.Status), id, verdict.Version, verdict.Position, applied.PurchaseOrders, applied.Styles, applied.Closures, applied.Lines, applied.Reshipments));
    }

    private static async Task<IResult> ReadProgressAsync(string id, HttpContext http, Rows rows, Checkpoints checkpoints, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(id, http, rows, ct) is not { } whatIf)
            return ProblemResult.NotFound;
        var row = whatIf.Row;
        var told = await ToldAsync(checkpoints, ct);
        return TypedResults.Ok(new WhatIfProgress(
            row.Id, row.Reason, row.By, row.At, row.PurchaseOrders, row.Styles, row.Closures, row.Lines, row.Reshipments, Told.Targets(row), told.Done(whatIf), told.AreAll(whatIf)));
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, IGrainFactory grains, Checkpoints checkpoints, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "limit", "cursor");
        var listing = Listing.Of(parameters, "-at");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var (person, told) = (http.Person(), await ToldAsync(checkpoints, ct));
        var page = listing.Of(
            rows.WhatIfs.Where(whatIf => person.Rights.MayReadWhatIf(whatIf.Row.By == person.Id, whatIf.Row.Brands)),
            whatIf => new Place(whatIf.Row.At.UtcTicks, whatIf.Row.Id), whatIf => whatIf);
        var sight = new Sight(rows, person.Rights);
        var items = await Task.WhenAll(page.Items.Select(async whatIf => WhatIfSummary.Of(
            whatIf.Row, told.AreAll(whatIf),
            person.Rights.SeesAll || await grains.GetGrain<IWhatIfGrain>(whatIf.Row.Id).Read() is { } view && TakingBack.SeesAll(view.ToRestore, rows, person.Rights), rows, person.Rights)));
        Listing.Link(http, page.Next);
        return new Shown(new Page<WhatIfSummary>([.. items], page.Total, page.Next));
    }

    private static async Task<IResult> ReadUndoAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, Checkpoints checkpoints, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(id, http, rows, ct) is not { } whatIf || await grains.GetGrain<IWhatIfGrain>(id).Read() is not { } view)
            return ProblemResult.NotFound;
        var person = http.Person();
        var outcomes = view.Row.Undone is null
            ? await TakingBack.ForeseeAsync(view.ToRestore, new Author(person.Id, person.Role), grains, ct)
            : view.Restored;
        var sight = new Sight(rows, person.Rights);
        return new Shown(WhatIfUndo.Of(
            WhatIfSummary.Of(view.Row, (await ToldAsync(checkpoints, ct)).AreAll(whatIf), TakingBack.SeesAll(view.ToRestore, rows, person.Rights), rows, person.Rights),
            view.ToRestore, outcomes, sight));
    }

    private static async Task<IResult> UndoAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, Checkpoints checkpoints, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(id, http, rows, ct) is not { } whatIf || await grains.GetGrain<IWhatIfGrain>(id).Read() is not { } view)
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var note = form.Text("note", CalendarForms.MostReason, required: true);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        var (person, row) = (http.Person(), whatIf.Row);
        if (!person.Rights.MayTakeBackWhatIf(row.Closures > 0, row.Reshipments > 0))
            return new ProblemResult(new Fault("not-allowed", "What it has set is not yours to set: whoever may set all of it can take it back."));
        if (!TakingBack.SeesAll(view.ToRestore, rows, person.Rights))
            return new ProblemResult(new Fault("not-allowed", "It holds orders that you do not see: whoever sees all of them can take it back."));
        if (!(await ToldAsync(checkpoints, ct)).AreAll(whatIf))
            return new ProblemResult(new Fault("not-settled", "It is still being applied: not all were told of it yet."));
        return WriteVerdict.Answer(http, await grains.GetGrain<IWhatIfGrain>(id).TakeBack(new Asked<string>(write.Header(), note!), new Author(person.Id, person.Role)));
    }

    /// <summary>Null for unknown and forbidden alike.</summary>
    private static async Task<WhatIfEntry?> FindAsync(string id, HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        var person = http.Person();
        return rows.TryGetWhatIf(id, out var whatIf) && person.Rights.MayReadWhatIf(whatIf.Row.By == person.Id, whatIf.Row.Brands) ? whatIf : null;
    }

    private static async Task<Told> ToldAsync(Checkpoints checkpoints, CancellationToken ct)
    {
        var (position, done) = await checkpoints.ReadProgressAsync(Followers.WhatIfHandOver, ct) ?? (0, 0);
        return new Told(position, done);
    }

    /// <summary>How far the telling of all what-ifs has come.</summary>
    /// <param name="Next">How many targets of the one after the position were told.</param>
    private readonly record struct Told(long Position, int Next)
    {
        public static int Targets(WhatIfRow row) => row.PurchaseOrders + row.Styles + row.Closures + row.Reshipments;

        // What happens to it later has positions of its own: by then all were told.
        public bool AreAll(WhatIfEntry whatIf) => whatIf.Row.Undone is not null || Position >= whatIf.Position;

        public int Done(WhatIfEntry whatIf) => AreAll(whatIf) ? Targets(whatIf.Row) : Position == whatIf.Position - 1 ? Math.Min(Next, Targets(whatIf.Row)) : 0;
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

    private static bool IsLate(LineProspect line) => HealthRules.IsLate(line.Health);

    private static HealthCounts Count(IEnumerable<LineProspect> lines)
    {
        var counts = new int[Enum.GetValues<Health>().Length];
        foreach (var line in lines)
            counts[(int)line.Health]++;
        return HealthCounts.Of(counts);
    }
}
