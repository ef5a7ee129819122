using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Calendars;

/// <summary>The days on which countries and factories work: shown, amended after a look at what it does, undone.</summary>
public static class CalendarRoutes
{
    public static IEndpointRouteBuilder MapWorkingCalendars(this IEndpointRouteBuilder app)
    {
        var calendars = app.MapGroup("/api/v1/calendars").WithTags("Calendars");
        calendars.MapGet("", ListAsync).WithName("ListWorkingCalendars").WithSummary("Countries in which vendors work, factories with days of their own, and the brands' offices")
            .Produces<CalendarList>();
        calendars.MapGet("/{key}", ReadAsync).WithName("ReadWorkingCalendar").WithSummary("One year of a country's (BD), a factory's (factory:V-17) or an office's (office:HALDEN) days, with its sheet, version and past")
            .WithMetadata(new QueryNames("year")).Produces<CalendarDetail>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        calendars.MapPost("/{key}/preview", ForeseeAsync).WithName("ForeseeWorkingCalendar").WithSummary("What a sheet would do to every open line that it concerns; changes nothing")
            .Accepts<CalendarSheet>("application/json").Produces<EffectReport>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        calendars.MapPost("/{key}/apply", ApplyAsync).WithName("AmendWorkingCalendar").WithSummary("Amend the calendar: a version, which reaches every line in the background")
            .WithDescription("By a supervisor who sees every open order that goes by it.")
            .Accepts<AmendForm>("application/json").Produces<AmendVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType);
        calendars.MapPost("/{key}/undo", UndoAsync).WithName("UndoWorkingCalendar").WithSummary("Go back to what held before a version, unless something newer stands on it")
            .Accepts<UndoForm>("application/json").Produces<AmendVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        calendars.MapGet("/{key}/progress", ProgressAsync).WithName("ReadWorkingCalendarProgress").WithSummary("How far the newest version has reached the orders that it concerns")
            .Produces<CalendarProgress>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        var vendors = rows.Vendors.Select(v => v.Row).Where(v => rights.MaySeeVendor(v.Code)).ToArray();
        var orders = OpenOrders(rows, rights).ToLookup(o => o.Vendor, StringComparer.Ordinal);
        var amended = rows.Calendars.ToDictionary(c => c.Row.Key, c => c.Row, StringComparer.Ordinal);
        var countries = vendors.GroupBy(v => v.Country, StringComparer.Ordinal).Select(g => Summary(g.Key, g.Key, null, [.. g.Select(v => v.Code)]));
        var factories = vendors.Where(v => amended.ContainsKey(CalendarKeys.Factory(v.Code)))
            .Select(v => Summary(CalendarKeys.Factory(v.Code), v.Country, v.Name, [v.Code]));
        var offices = new List<CalendarSummary>();
        foreach (var brand in rows.PurchaseOrders.Select(o => o.Row.Brand).Distinct().Where(rights.MaySeeSettings))
            if ((await grains.GetGrain<IBrandGrain>(brand).Read()).Settings.Country is { } home)
                offices.Add(Summary(CalendarKeys.Office(brand), home, brand, []));
        return new Shown(new CalendarList([.. countries.Concat(factories).Concat(offices).OrderBy(c => c.Key, StringComparer.Ordinal)]));

        CalendarSummary Summary(string key, string country, string? name, string[] of) => new(
            key, country, name, Countries.TimeZone(country), amended.GetValueOrDefault(key)?.Version ?? 0, of.Length,
            of.Sum(v => orders[v].Count()), of.Sum(v => orders[v].Sum(o => o.Lines.Length)));
    }

    private static async Task<IResult> ReadAsync(string key, HttpContext http, Rows rows, IGrainFactory grains, TimeProvider time, Journal.Journal journal, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "year");
        var year = (int)parameters.Number("year", time.GetUtcNow().Year, WorkingCalendars.FirstYear, WorkingCalendars.LastYear);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        if (await PlaceOfAsync(key, rows, http.Person().Rights, grains) is not { } place)
            return ProblemResult.NotFound;
        var history = new List<CalendarChange>();
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.WorkingCalendar, key), 0, ct: ct))
            if (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span) is CalendarEvent.Amended e)
                history.Insert(0, new CalendarChange(
                    e.Version, recorded.RecordedAt, StoredForm.Read<Origin>(recorded.Origin.Span).Actor, e.Reason, e.Undoes, e.Sheet));
        var detail = CalendarDetail.Of(key, place.Country, place.Name, year, Shelf(rows), [.. history]);
        http.Response.Headers.ETag = $"\"{detail.Version}\"";
        return new Shown(detail);
    }

    private static async Task<IResult> ForeseeAsync(string key, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        await rows.CatchUpAsync(ct);
        if (await PlaceOfAsync(key, rows, http.Person().Rights, grains) is not { } place)
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var sheet = CalendarForms.Calendar(form);
        if ((form.Fault ?? FaultOf(CalendarFaults.Of(sheet), "")) is { } fault)
            return new ProblemResult(fault);
        var rights = http.Person().Rights;
        var reach = CalendarReach.Of(key, rows, rights);
        var effect = await Effects.OfAsync(reach.Seen, grains, order => order.ForeseeCalendar(key, sheet), ct);
        // How much a vendor's neighbours have on their hands is none of its business.
        return new Shown(effect with
        {
            Elsewhere = rights.MayPrepare ? reach.Unseen : 0, Days = CalendarDetail.Foresee(key, place.Country, Shelf(rows), sheet),
        });
    }

    private static Task<IResult> ApplyAsync(string key, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => AmendAsync(key, http, rows, grains, true, async (write, form) =>
    {
        var reason = CalendarForms.Reason(form);
        var sheet = form.Object("sheet") is { } within ? Closed(within) : CalendarSheet.Nothing;
        if (!form.Has("sheet"))
            form.Refuse("sheet", "required", "Expected the sheet that is to hold.");
        if ((form.Fault ?? FaultOf(CalendarFaults.Of(sheet), "/sheet")) is { } fault)
            return new ProblemResult(fault);
        return await AnswerAsync(
            http, key, rows, await grains.GetGrain<IWorkingCalendarGrain>(key).Amend(new Asked<CalendarSheet>(write.Header(), sheet), write.Held, reason), ct);
    }, ct);

    private static Task<IResult> UndoAsync(string key, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => AmendAsync(key, http, rows, grains, false, async (write, form) =>
    {
        var (version, reason) = (form.Whole("version", 1, int.MaxValue, required: true), CalendarForms.Reason(form));
        return form.Fault is { } fault
            ? new ProblemResult(fault)
            : await AnswerAsync(http, key, rows, await grains.GetGrain<IWorkingCalendarGrain>(key).Undo(write.Header(), version!.Value, reason), ct);
    }, ct);

    private static async Task<IResult> ProgressAsync(string key, HttpContext http, Rows rows, IGrainFactory grains, Checkpoints checkpoints, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        if (await PlaceOfAsync(key, rows, http.Person().Rights, grains) is null)
            return ProblemResult.NotFound;
        var orders = CalendarReach.Of(key, rows, http.Person().Rights).Seen.Length;
        if (!rows.TryGetCalendar(key, out var amended))
            return TypedResults.Ok(new CalendarProgress(0, true, orders, orders));
        var (position, done) = await checkpoints.ReadProgressAsync(Followers.CalendarHandOver, ct) ?? (0, 0);
        var isSettled = position >= amended.Position;
        return TypedResults.Ok(new CalendarProgress(amended.Row.Version, isSettled, orders, isSettled ? orders : Math.Min(done, orders)));
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string key, Rows rows, Verdict verdict, CancellationToken ct)
    {
        if (WriteVerdict.Refused(http, verdict) is { } refused)
            return refused;
        await rows.CatchUpAsync(ct);
        return TypedResults.Ok(new AmendVerdict(
            WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position, CalendarReach.Of(key, rows, http.Person().Rights).Seen.Length));
    }

    private static async Task<IResult> AmendAsync(
        string key, HttpContext http, Rows rows, IGrainFactory grains, bool judgesVersion, Func<WriteRequest, JsonForm, Task<IResult>> amend, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: judgesVersion);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        await rows.CatchUpAsync(ct);
        if (await PlaceOfAsync(key, rows, http.Person().Rights, grains) is null)
            return ProblemResult.NotFound;
        return CalendarReach.Of(key, rows, http.Person().Rights).RefuseAmending(http.Person().Rights) is { } refused
            ? new ProblemResult(refused)
            : await amend(write, new JsonForm(write.Body));
    }

    /// <summary>Null for what names no calendar, for a vendor or brand whom the reader may not see, and for a brand that is at home nowhere.</summary>
    private static async Task<(string Country, string? Name)?> PlaceOfAsync(string key, Rows rows, Rights rights, IGrainFactory grains) =>
        !CalendarKeys.IsPossible(key) ? null
        : CalendarKeys.BrandOf(key) is { } brand
            ? rights.MaySeeSettings(brand) && (await grains.GetGrain<IBrandGrain>(brand).Read()).Settings.Country is { } home ? (home, brand) : null
        : CalendarKeys.VendorOf(key) is not { } code ? (key, null)
        : rows.TryGetVendor(code, out var vendor) && rights.MaySeeVendor(code) ? (vendor.Row.Country, vendor.Row.Name)
        : null;

    private static IEnumerable<PurchaseOrderRow> OpenOrders(Rows rows, Rights rights)
    {
        var sight = new Sight(rows, rights);
        return rows.PurchaseOrders.Select(o => o.Row).Where(o => o.Open && sight.Sees(o));
    }

    internal static CalendarShelf Shelf(Rows rows) =>
        rows.Calendars.Aggregate(CalendarShelf.BuiltIn, (shelf, calendar) => shelf.With(calendar.Row.Key, calendar.Row.Version, calendar.Row.Sheet));

    private static CalendarSheet Closed(JsonForm form)
    {
        var sheet = CalendarForms.Calendar(form);
        form.Close();
        return sheet;
    }

    private static Fault? FaultOf(ImmutableArray<CalendarFault> faults, string prefix) => faults.IsEmpty
        ? null
        : Fault.Of([.. faults.Select(f => new FieldError(prefix + f.Pointer, f.Code, f.Detail))]);
}
