using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Vendors;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Calendars;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Chases;

/// <summary>Everything that is open with a vendor, in one message, once a day.</summary>
public static class ChaseRoutes
{
    public static IServiceCollection AddChases(this IServiceCollection services) => services.ConfigureHttpJsonOptions(json =>
        json.SerializerOptions.Converters.Add(new LowerCase<ChaseKind>()));

    public static IEndpointRouteBuilder MapChases(this IEndpointRouteBuilder app)
    {
        var chase = app.MapGroup("/api/v1/vendors/{vendor}/chase").WithTags("Vendors");
        chase.MapGet("", ReadAsync).WithName("ReadChase").WithSummary("All that is open with a vendor, ranked, and as the text of one message")
            .WithDescription("Milestones of theirs that are overdue or due within a week, approvals and confirmations that wait for them, contradicting statements, silent lines, and changes they have proposed.")
            .Produces<ChaseReport>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        chase.MapPost("", SendAsync).WithName("MarkChased").WithSummary("Write down that the vendor was asked for all of it")
            .WithDescription("hash is that of the list that was sent, as it was read: where other things are open by now nothing is written down. Refused a second time on the vendor's own day unless again says why.")
            .Accepts<ChaseForm>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        chase.MapGet("/history", ReadHistoryAsync).WithName("ReadChaseHistory").WithSummary("When the vendor was chased, by whom, and for what; newest first")
            .WithMetadata(new QueryNames("limit", "cursor")).Produces<Page<ChaseEntry>>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ReadAsync(string vendor, HttpContext http, Rows rows, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(vendor, http, rows, ct) is not { } found)
            return ProblemResult.NotFound;
        if (!http.Person().Rights.MayChase)
            return NotAllowed;
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var (row, items) = (found.Row, await ChaseList.OfAsync(vendor, rows, grains, http.Person(), today, ct));
        return new Shown(new ChaseReport(
            row.Code, row.Name, today, row.IsChased(now), row.ChasedAt, row.ChasedBy is { } by ? rows.PersonName(by) : null,
            ChaseList.SubjectOf(items.Length, today), ChaseList.TextOf(row.Name, items, today), items, ChaseList.HashOf(items)));
    }

    private static async Task<IResult> SendAsync(string vendor, HttpContext http, Rows rows, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await FindAsync(vendor, http, rows, ct) is not { } found)
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var hash = form.Text("hash", CalendarForms.MostText, required: true);
        var again = form.Text("again", CalendarForms.MostReason);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        if (!http.Person().Rights.MayChase)
            return NotAllowed;
        var now = time.GetUtcNow();
        ImmutableArray<ChasedThing> listed = [];
        // Where it was chased today already, be it by this very request, nobody needs to look at what is open.
        if (again is not null || !found.Row.IsChased(now))
        {
            var open = await ChaseList.OfAsync(vendor, rows, grains, http.Person(), DateOnly.FromDateTime(now.UtcDateTime), ct);
            if (ChaseList.HashOf(open) != hash)
                return new ProblemResult(Fault.At("/hash", "listed-otherwise", "Other things are open by now than those that were listed: look again."));
            listed = [.. open.Select(item => item.ToThing())];
        }

        return WriteVerdict.Answer(http, await grains.GetGrain<IVendorGrain>(vendor).Chase(
            new Asked<ImmutableArray<ChasedThing>>(write.Header(), listed), http.Person().Id, again));
    }

    private static async Task<IResult> ReadHistoryAsync(string vendor, HttpContext http, Rows rows, Journal.Journal journal, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "limit", "cursor");
        var listing = Listing.Of(parameters, "-version");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(vendor, http, rows, ct) is null)
            return ProblemResult.NotFound;
        if (!http.Person().Rights.MayChase)
            return NotAllowed;
        var sight = new Sight(rows, http.Person().Rights);
        // One more than the page holds tells whether it goes on.
        var (newest, total) = await journal.ReadNewestAsync(
            new StreamKey(Kinds.Vendor, vendor), EventCatalog.NameOf<VendorEvent.Chased>(), (int)(listing.After?.Value ?? int.MaxValue), listing.Limit + 1, ct);
        var page = listing.Of(newest, recorded => new Place(recorded.Version, ""), Show) with { Total = total };
        Listing.Link(http, page.Next);
        return new Shown(page);

        ChaseEntry Show(RecordedEvent recorded)
        {
            var chase = ((VendorEvent.Chased)EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span)).What;
            return new ChaseEntry(recorded.Version, chase.At, chase.By, rows.PersonName(chase.By), chase.Again, [.. chase.Listed.Where(thing => Sees(thing.Subject))]);
        }

        bool Sees(string subject) => subject.Split('/')[0] is var number && (rows.TryGetPurchaseOrder(number, out var order) ? sight.Sees(order.Row) : sight.SeesStyle(number));
    }

    /// <summary>Null for unknown and forbidden alike.</summary>
    private static async Task<VendorEntry?> FindAsync(string vendor, HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        return http.Person().Rights.MaySeeVendor(vendor) && rows.TryGetVendor(vendor, out var found) ? found : null;
    }

    private static ProblemResult NotAllowed => new(new Fault("not-allowed", "Vendors are chased by the brand."));
}

/// <summary>All that is open with a vendor now.</summary>
/// <param name="ChasedToday">On the vendor's own day: another needs a reason.</param>
/// <param name="ChasedAt">When it last was; null while it never was.</param>
/// <param name="Subject">Of the message.</param>
/// <param name="Text">Of the message: plain, one thing a line.</param>
/// <param name="Items">By kind, most at stake first within each.</param>
/// <param name="Hash">Of the items: sent back when the vendor was asked for them.</param>
public sealed record ChaseReport(
    string Vendor, string Name, DateOnly Today, bool ChasedToday, DateTimeOffset? ChasedAt, string? ChasedBy, string Subject, string Text, ImmutableArray<ChaseItem> Items, string Hash);

/// <param name="Hash">Of the list that was sent, as it was read.</param>
/// <param name="Again">Why a second time on one day; left out the first time.</param>
public sealed record ChaseForm(string Hash, string? Again);

/// <param name="Version">Of the vendor after it.</param>
/// <param name="By">Id of the person.</param>
/// <param name="Listed">As far as the reader may see it.</param>
public sealed record ChaseEntry(int Version, DateTimeOffset At, string By, string ByName, string? Again, ImmutableArray<ChasedThing> Listed);
