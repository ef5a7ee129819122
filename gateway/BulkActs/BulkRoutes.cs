using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.People;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.BulkActs;

/// <summary>Many lines at once: looked at, applied as one act, taken back as one act.</summary>
public static class BulkRoutes
{
    private const string Forms =
        "shift: day (committed or expected), days, milestone (ex-factory where it is left out), reason; redate: the same with date; assign: milestone, responsible; "
        + "approve: decides what of the lines waits for the brand, of one milestone if it is named; "
        + "enter: entries instead of lines, each with purchaseOrder, line, day (committed, expected or happened), date, milestone (ex-factory where it is left out). reason is a delay reason code and required where a committed day moves; note says why. ";

    public static IServiceCollection AddBulkActs(this IServiceCollection services) => services.ConfigureHttpJsonOptions(json =>
    {
        json.SerializerOptions.Converters.Add(new LowerCase<BulkKind>());
        json.SerializerOptions.Converters.Add(new LowerCase<BulkField>());
        json.SerializerOptions.Converters.Add(new LowerCase<RowStatus>());
    });

    public static IEndpointRouteBuilder MapBulkActs(this IEndpointRouteBuilder app)
    {
        var acts = app.MapGroup("/api/v1/bulk-acts").WithTags("Bulk work");
        acts.MapPost("/preview", PreviewAsync).WithName("PreviewBulkAct").WithSummary("What an operation would do to each of many lines, worst first; writes nothing")
            .WithDescription(Forms).Accepts<BulkForm>("application/json").Produces<BulkPreview>()
            .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        acts.MapPost("", ApplyAsync).WithName("ApplyBulkAct").WithSummary("Do it to all lines as one act, in the background")
            .WithDescription(Forms + "Each row goes by what stood when it was looked at, and by the rights and limits of who asks: some become proposals. Lines of which nothing can be set are left. looked says row by row what the preview showed, from its from: a row that stands otherwise by now, or was not looked at, is left; without it all stand as they stand now.")
            .Accepts<BulkForm>("application/json").Produces<BulkVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        acts.MapGet("", ListAsync).WithName("ListBulkActs").WithSummary("Bulk acts, newest first: one's own, and for managers and directors those of brands that they see")
            .WithMetadata(new QueryNames("limit", "cursor")).Produces<Page<BulkActSummary>>();
        acts.MapGet("/{id}", ReadAsync).WithName("ReadBulkAct").WithSummary("How far a bulk act has come, and what became of each row")
            .Produces<BulkActDetail>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        acts.MapPost("/{id}/undo", UndoAsync).WithName("UndoBulkAct").WithSummary("Let what stood before stand again, but for rows that somebody has moved since")
            .WithDescription("In the background. Days go back by the same rules by which they moved, so that some may wait for a second person; what still waits for one is withdrawn. Rows that were moved since are listed and left; where something else stood in the way, it can be asked for once more.")
            .Accepts<UndoForm>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, Rows rows, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var (operation, note, lines, _) = BulkForm.Read(form, isPreview: true);
        if ((form.Fault ?? NotAllowed(http.Person())) is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var choice = new Choice(rows, http.Person());
        await choice.ForeseeAsync(operation, lines, note ?? "looked at", grains, ct);
        return new Shown(BulkPreview.Of(choice.Items, time.GetUtcNow()));
    }

    private static async Task<IResult> ApplyAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var (operation, note, lines, looked) = BulkForm.Read(form, isPreview: false);
        var person = http.Person();
        if ((form.Fault ?? NotAllowed(person)) is { } fault)
            return new ProblemResult(fault);

        // A request that is sent again finds what it left: nothing is foreseen twice.
        var header = write.Header();
        var id = header.Id.ToString("N");
        var act = grains.GetGrain<IBulkActGrain>(id);
        await rows.CatchUpAsync(ct);
        var plan = new BulkPlan(operation, note!, [], []);
        if (await act.Read() is null)
        {
            var choice = new Choice(rows, person);
            await choice.ForeseeAsync(operation, lines, note!, grains, ct);
            plan = choice.ToPlan(operation, note!, looked);
        }

        var verdict = await act.Apply(new Asked<BulkPlan>(header, plan), new Author(person.Id, person.Role));
        if (verdict is { Status: VerdictStatus.Refused, Problem: { } problem })
            return new ProblemResult(WriteVerdict.FaultOf(problem));
        var applied = (await act.Read())!.Plan;
        return TypedResults.Ok(new BulkVerdict(WriteVerdict.StatusOf(verdict.Status), id, verdict.Version, verdict.Position, applied.Rows.Length, applied.Left.Length));
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "limit", "cursor");
        var listing = Listing.Of(parameters, "-at");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var person = http.Person();
        var page = listing.Of(
            rows.BulkActs.Select(act => act.Row).Where(act => person.Rights.MayReadBulkAct(act.By == person.Id, act.Brands)),
            act => new Place(act.At.UtcTicks, act.Id), act => BulkActSummary.Of(act, rows, person.Rights));
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(id, http, rows, ct) is not { } act || await grains.GetGrain<IBulkActGrain>(id).Read() is not { } view)
            return ProblemResult.NotFound;
        var sight = new Sight(rows, http.Person().Rights);
        var (told, restored) = (view.Outcomes.ToDictionary(o => o.Row), view.Restored.ToDictionary(o => o.Row));
        return new Shown(new BulkActDetail(
            BulkActSummary.Of(act.Row, rows, http.Person().Rights), [.. view.Plan.Rows.Where(row => sight.SeesOrder(row.PurchaseOrder)).Select(Show)], [.. view.Plan.Left.Where(left => sight.SeesOrder(left.PurchaseOrder))]));

        BulkActItem Show(BulkRow row)
        {
            var (outcome, back) = (told.GetValueOrDefault(row.Number), restored.GetValueOrDefault(row.Number));
            return new BulkActItem(
                row.PurchaseOrder, row.Line, rows.TryGetPurchaseOrder(row.PurchaseOrder, out var order) ? rows.VendorName(order.Row.Vendor) : null,
                row.Milestone, row.Approval, row.From, row.To, BulkItem.DaysOf(row), outcome?.Status, outcome?.Problem, back?.Status, back?.Problem, row.Field);
        }
    }

    private static async Task<IResult> UndoAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(id, http, rows, ct) is null || await grains.GetGrain<IBulkActGrain>(id).Read() is not { } view)
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var note = form.Text("note", Calendars.CalendarForms.MostReason, required: true);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        var person = http.Person();
        if (!person.Rights.MayTakeBackBulkAct(view.Plan.Operation.Kind))
            return new ProblemResult(new Fault("not-allowed", "What was approved is taken back by a manager or director."));
        var sight = new Sight(rows, person.Rights);
        if (!view.Plan.Rows.All(row => sight.SeesOrder(row.PurchaseOrder)))
            return new ProblemResult(new Fault("not-allowed", "It holds orders that you do not see: whoever sees all of them can take it back."));
        return WriteVerdict.Answer(http, await grains.GetGrain<IBulkActGrain>(id).TakeBack(new Asked<string>(write.Header(), note!), new Author(person.Id, person.Role)));
    }

    /// <summary>Null for unknown and forbidden alike.</summary>
    private static async Task<BulkActEntry?> FindAsync(string id, HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        var person = http.Person();
        return rows.TryGetBulkAct(id, out var act) && person.Rights.MayReadBulkAct(act.Row.By == person.Id, act.Row.Brands) ? act : null;
    }

    private static Fault? NotAllowed(CurrentPerson person) =>
        person.Rights.MayActInBulk ? null : new Fault("not-allowed", "Many lines at once are set by the brand.");
}

/// <param name="Note">Why it is taken back.</param>
public sealed record UndoForm(string Note);
