using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.CalendarTemplates;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Calendars;

/// <summary>The time-and-action calendars that orders and styles are laid on: drafted, published in versions, offered.</summary>
public static class TemplateRoutes
{
    private const int MostAdoptions = 500;

    public static IEndpointRouteBuilder MapCalendarTemplates(this IEndpointRouteBuilder app)
    {
        var templates = app.MapGroup("/api/v1/calendar-templates").WithTags("Calendars");
        templates.MapGet("", ListAsync).WithName("ListCalendarTemplates").WithSummary("Templates with the milestones of their newest version, and how many open orders go by them")
            .Produces<TemplateList>();
        templates.MapGet("/{id}", ReadAsync).WithName("ReadCalendarTemplate").WithSummary("One template: what is published, the draft with its faults, its versions")
            .Produces<TemplateDetail>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        templates.MapGet("/{id}/versions/{version:int}", ReadVersionAsync).WithName("ReadCalendarTemplateVersion").WithSummary("One published version, which never changes")
            .Produces<TemplateVersion>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        templates.MapPost("/validate", (Delegate)ValidateAsync).WithName("ValidateCalendarTemplate").WithSummary("All faults of a sheet, each with its milestone and place; keeps nothing")
            .Accepts<TemplateSheet>("application/json").Produces<FaultList>();
        templates.MapPost("/preview", PreviewAsync).WithName("PreviewCalendarTemplate").WithSummary("The plan that a sheet makes of one order, or its faults; keeps nothing")
            .Accepts<PreviewForm>("application/json").Produces<TemplatePreview>();
        templates.MapPut("/{id}/draft", SaveDraftAsync).WithName("SaveCalendarTemplateDraft").WithSummary("Keep what is being worked on; it may have faults, which are answered")
            .Accepts<TemplateSheet>("application/json").Produces<DraftVerdict>().Produces<ProblemDocument>(412, ProblemDocument.MediaType);
        templates.MapDelete("/{id}/draft", DiscardDraftAsync).WithName("DiscardCalendarTemplateDraft").WithSummary("Throw the draft away").Produces<WriteVerdict>();
        templates.MapPost("/{id}/impact", ForeseeAsync).WithName("ForeseeCalendarTemplate")
            .WithSummary("What the draft would do to the open orders that are by a version of this template; changes nothing")
            .Produces<EffectReport>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        templates.MapPost("/{id}/publish", PublishAsync).WithName("PublishCalendarTemplate").WithSummary("Make the draft the next version: for new orders; those that are placed are offered it")
            .Accepts<PublishForm>("application/json").Produces<PublishVerdict>().Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        templates.MapPost("/{id}/duplicate", DuplicateAsync).WithName("DuplicateCalendarTemplate").WithSummary("Begin another template as the copy of a version")
            .Accepts<DuplicateForm>("application/json").Produces<WriteVerdict>().Produces<WriteVerdict>(201).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        templates.MapPost("/{id}/retire", RetireAsync).WithName("RetireCalendarTemplate").WithSummary("Lay no new calendar by it").Accepts<ReasonForm>("application/json").Produces<WriteVerdict>();
        templates.MapGet("/{id}/offers", OfferAsync).WithName("ListCalendarTemplateOffers").WithSummary("Open orders by an older version, and what the newest would do to each")
            .WithMetadata(new QueryNames("limit", "cursor")).Produces<Page<TemplateOffer>>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        templates.MapPost("/{id}/adoptions", AdoptAsync).WithName("AdoptCalendarTemplate").WithSummary("Let orders go over to a version, each judged for itself")
            .Accepts<AdoptionForm>("application/json").Produces<WriteVerdicts>();
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var known = rows.Templates.ToDictionary(t => t.Row.Id, t => t.Row, StringComparer.Ordinal);
        foreach (var builtIn in Templates.BuiltIn.Select(t => t.Id).Where(id => !known.ContainsKey(id)))
            known[builtIn] = TemplateRow.Of(TemplateState.Empty with { Id = builtIn });
        var rights = http.Person().Rights;
        var uses = new TemplateUses(rows, rights);
        return new Shown(new TemplateList(TemplateAttributes.All, [.. known.Values.Where(t => rights.MaySeeTemplate(t.Brand)).OrderBy(t => t.Id, StringComparer.Ordinal).Select(row => TemplateShape.Of(row, uses))]));
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, Journal.Journal journal, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        if (await FindAsync(id, http, grains) is not { } found)
            return ProblemResult.NotFound;
        // What goes by it changes under the same revision, so there is no 304.
        http.Response.Headers.ETag = $"\"{found.Revision}\"";
        var published = ImmutableArray.CreateBuilder<VersionSummary>();
        // Where the journal has a version of that number, it is the journal's.
        foreach (var builtIn in Templates.BuiltIn.Where(t => t.Id == id && ReferenceEquals(Templates.Published(id, t.Version), t)))
            published.Add(new VersionSummary(builtIn.Version, builtIn.Sheet.Title, builtIn.Sheet.Milestones.Length, Templates.NoteOf(builtIn), null, null));
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.CalendarTemplate, id), 0, ct: ct))
            if (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span) is TemplateEvent.Published e)
                published.Add(new VersionSummary(
                    e.Version, e.Sheet.Title, e.Sheet.Milestones.Length, e.Note, recorded.RecordedAt, StoredForm.Read<Origin>(recorded.Origin.Span).Actor));
        return new Shown(TemplateDetail.Of(found, published.ToImmutable(), new TemplateUses(rows, http.Person().Rights), http.Person().Rights));
    }

    private static async Task<IResult> ReadVersionAsync(string id, int version, HttpContext http, Rows rows, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        return Templates.Published(id, version) is { } found && http.Person().Rights.MaySeeTemplate(found.Sheet.Brand)
            ? new Shown(new TemplateVersion(found.Id, found.Version, found.Sheet.Title, found.Sheet.Brand, found.Sheet.Category, found.Sheet.Milestones))
            : ProblemResult.NotFound;
    }

    private static async Task<IResult> ValidateAsync(HttpContext http)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var sheet = CalendarForms.Template(form);
        return form.Fault is { } fault ? new ProblemResult(fault) : TypedResults.Ok(new FaultList(TemplateFaults.Of(sheet)));
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var (sheet, exFactory, country, said) = CalendarForms.Preview(form);
        if (country is not null && !(CalendarKeys.IsPossible(country) && CalendarKeys.VendorOf(country) is null))
            form.Refuse("country", "impossible-country", "Expected two capitals as in ISO 3166-1, such as BD.");
        if (TemplateAttributes.Refuse(said) is { } refusal)
            form.Refuse(refusal.Pointer.TrimStart('/'), refusal.Code, refusal.Detail);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var calendar = country is null ? WorkingCalendars.Unknown : CalendarRoutes.Shelf(rows).OfCountry(country);
        return TypedResults.Ok(TemplatePreview.Of(sheet, exFactory, calendar, said));
    }

    private static Task<IResult> SaveDraftAsync(string id, HttpContext http, IGrainFactory grains) => PlanAsync(id, http, grains, hasBody: true, async (write, form) =>
    {
        var sheet = CalendarForms.Template(form);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        if (!http.Person().Rights.MayPlan(sheet.Brand))
            return new ProblemResult(NotAllowed);
        var verdict = await grains.GetGrain<ITemplateGrain>(id).SaveDraft(new Asked<TemplateSheet>(write.Header(), sheet), write.Held);
        if (WriteVerdict.Refused(http, verdict) is { } refused)
            return refused;
        return TypedResults.Ok(new DraftVerdict(WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position, TemplateFaults.Of(sheet)));
    });

    private static Task<IResult> DiscardDraftAsync(string id, HttpContext http, IGrainFactory grains) => PlanAsync(id, http, grains, hasBody: false, async (write, _) =>
        WriteVerdict.Answer(http, await grains.GetGrain<ITemplateGrain>(id).DiscardDraft(write.Header(), write.Held)));

    private static async Task<IResult> ForeseeAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        if (await FindAsync(id, http, grains) is not { } found)
            return ProblemResult.NotFound;
        // Without a draft: what the newest version would do to those that have not taken it.
        var (version, sheet) = found.Draft is { } draft ? (found.Version + 1, draft) : (found.Version, found.Published!);
        if (TemplateFaults.Of(sheet) is { IsEmpty: false } faults)
            return new ProblemResult(FaultOf(faults));
        var orders = new TemplateUses(rows, http.Person().Rights).OlderThan(id, version);
        return new Shown(await Effects.OfAsync(orders, grains, order => order.ForeseeTemplate(id, version, sheet), ct));
    }

    private static Task<IResult> PublishAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => PlanAsync(id, http, grains, hasBody: true, async (write, form) =>
    {
        var note = form.Text("note", CalendarForms.MostReason);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        var template = grains.GetGrain<ITemplateGrain>(id);
        if (await template.Read() is { Draft: { } draft } && TemplateFaults.Of(draft) is { IsEmpty: false } faults)
            return new ProblemResult(FaultOf(faults));
        var verdict = await template.Publish(write.Header(), write.Held, note);
        if (WriteVerdict.Refused(http, verdict) is { } refused)
            return refused;
        await rows.CatchUpAsync(ct);
        var published = (await template.Read())!.Version;
        return TypedResults.Ok(new PublishVerdict(
            WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position, published,
            new TemplateUses(rows, http.Person().Rights).OlderThan(id, published).Count()));
    });

    private static async Task<IResult> DuplicateAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var (copy, version) = (form.Text("id", Template.LongestId, required: true), form.Whole("version", 1, int.MaxValue));
        var (title, brand, category) = (form.Text("title", CalendarForms.MostText), form.Text("brand", CalendarForms.MostText), form.Text("category", CalendarForms.MostText));
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        if (await FindAsync(id, http, grains) is not { } newest || Templates.Published(id, version ?? newest.Version) is not { } from)
            return ProblemResult.NotFound;
        var sheet = from.Sheet with { Title = title ?? from.Sheet.Title, Brand = brand ?? from.Sheet.Brand, Category = category ?? from.Sheet.Category };
        if (!http.Person().Rights.MayPlan(sheet.Brand))
            return new ProblemResult(NotAllowed);
        var verdict = await grains.GetGrain<ITemplateGrain>(copy!).Duplicate(new Asked<TemplateSheet>(write.Header(), sheet), id, from.Version);
        if (WriteVerdict.Refused(http, verdict) is { } refused)
            return refused;
        return verdict.Status == VerdictStatus.Accepted
            ? TypedResults.Created($"/api/v1/calendar-templates/{copy}", WriteVerdict.Of(verdict))
            : TypedResults.Ok(WriteVerdict.Of(verdict));
    }

    private static Task<IResult> RetireAsync(string id, HttpContext http, IGrainFactory grains) => PlanAsync(id, http, grains, hasBody: true, async (write, form) =>
    {
        var reason = CalendarForms.Reason(form);
        return form.Fault is { } fault
            ? new ProblemResult(fault)
            : WriteVerdict.Answer(http, await grains.GetGrain<ITemplateGrain>(id).Retire(write.Header(), write.Held, reason));
    });

    private static async Task<IResult> OfferAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "limit", "cursor");
        var listing = Listing.Of(parameters, "number");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        if (await FindAsync(id, http, grains) is not { Published: { } sheet, Version: var version })
            return ProblemResult.NotFound;
        var page = listing.Of(new TemplateUses(rows, http.Person().Rights).OlderThan(id, version), o => new Place(0, o.Number), o => o);
        Listing.Link(http, page.Next);
        var offers = await Task.WhenAll(page.Items.Select(async order => TemplateOffer.Of(
            order, id, await grains.GetGrain<IPurchaseOrderGrain>(order.Number).ForeseeTemplate(id, version, sheet))));
        return new Shown(new Page<TemplateOffer>([.. offers], page.Total, page.Next));
    }

    private static async Task<IResult> AdoptAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var (version, reason) = (form.Whole("version", 1, int.MaxValue, required: true), CalendarForms.Reason(form));
        var orders = form.Texts("purchaseOrders", MostAdoptions, 200);
        if (orders.IsEmpty)
            form.Refuse("purchaseOrders", "no-items", $"Expected 1 to {MostAdoptions} orders.");
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        if (!http.Person().Rights.MayTailor)
            return new ProblemResult(NotAllowed);
        if (await FindAsync(id, http, grains) is null)
            return ProblemResult.NotFound;

        await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, http.Person().Rights);
        var verdicts = await Task.WhenAll(orders.Select(async (number, index) =>
            !sight.SeesOrder(number)
                ? ItemVerdict.Refused(index, number, Fault.At($"/purchaseOrders/{index}", "unknown-purchase-order", "There is no such purchase order."))
                : ItemVerdict.Of(index, number, await grains.GetGrain<IPurchaseOrderGrain>(number).Adopt(
                    new Asked<AdoptTemplate>(write.Header(index), new AdoptTemplate(id, version!.Value, [], reason))))));
        return TypedResults.Ok(new WriteVerdicts([.. verdicts]));
    }

    /// <summary>Null for unknown and forbidden alike.</summary>
    private static async Task<TemplateView?> FindAsync(string id, HttpContext http, IGrainFactory grains) =>
        await grains.GetGrain<ITemplateGrain>(id).Read() is { } found && http.Person().Rights.MaySeeTemplate((found.Published ?? found.Draft)?.Brand) ? found : null;

    // What a brand's orders are laid by is its supervisors'; a template that there is not yet is judged by what it is to be.
    private static async Task<IResult> PlanAsync(
        string id, HttpContext http, IGrainFactory grains, bool hasBody, Func<WriteRequest, JsonForm, Task<IResult>> plan)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var standing = await grains.GetGrain<ITemplateGrain>(id).Read();
        return (standing?.Published ?? standing?.Draft) is { } sheet && !http.Person().Rights.MayPlan(sheet.Brand)
            ? new ProblemResult(NotAllowed)
            : await plan(write, new JsonForm(write.Body));
    }

    private static readonly Fault NotAllowed = new("not-allowed", "Templates are for the supervisors of their brand; to go over to one is for the brand.");

    private static Fault FaultOf(ImmutableArray<TemplateFault> faults) => Fault.Of([.. faults.Select(f => new FieldError(f.Pointer, f.Code, f.Detail))]);
}

/// <summary>Which open orders, among those that somebody may see, go by which version of a template.</summary>
internal sealed class TemplateUses
{
    private readonly ILookup<string, PurchaseOrderRow> byTemplate;

    public TemplateUses(Rows rows, Rights rights)
    {
        var sight = new Sight(rows, rights);
        byTemplate = rows.PurchaseOrders.Select(o => o.Row).Where(o => o.Open && sight.Sees(o))
            .SelectMany(order => order.Lines.Select(l => l.Template).OfType<string>().Distinct(), (order, template) => (Template: template, Order: order))
            .ToLookup(use => use.Template, use => use.Order, StringComparer.Ordinal);
    }

    public int Count(string template) => byTemplate[template].Count();

    /// <summary>With an open line that is by a version before this one.</summary>
    public IEnumerable<PurchaseOrderRow> OlderThan(string template, int version) => byTemplate[template].Where(o => o.Lines.Any(l =>
        l.Template == template && l.TemplateVersion < version && l.Health != Health.Done));
}
