using System.Collections.Immutable;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.People;
using Selvedge.Domain.WorkQueues;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.WorkQueues;

/// <summary>Each person's day, ranked by what is at stake.</summary>
public static class WorkQueueRoutes
{
    private static readonly string[] Names = ["person", "group", "kind", "duty", "brand", "category", "vendor", "q", "sort", "limit", "cursor"];

    private static readonly string[] Groups = [.. Enum.GetValues<WorkGroup>().Select(g => WordOf(g))];
    private static readonly string[] Kinds = [.. Enum.GetValues<WorkKind>().Select(k => WordOf(k))];
    private static readonly string[] Duties = [.. Enum.GetValues<Duty>().Select(d => WordOf(d))];

    public static IServiceCollection AddWorkQueues(this IServiceCollection services) => services.ConfigureHttpJsonOptions(json =>
    {
        json.SerializerOptions.Converters.Add(new LowerCase<WorkGroup>());
        json.SerializerOptions.Converters.Add(new LowerCase<WorkKind>());
        json.SerializerOptions.Converters.Add(new LowerCase<Duty>());
        json.SerializerOptions.Converters.Add(new LowerCase<Function>());
    });

    public static IEndpointRouteBuilder MapWorkQueues(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/work-queue", ListAsync).WithTags("Work queue").WithName("ReadWorkQueue").WithSummary("A person's day, ranked by impact and float")
            .WithDescription(
                "Milestones that are due, overdue or of late goods, approvals, answers, proposals, mentions and decisions of line reviews that wait for the person. Parameters: person (id of another; "
                + "for managers and directors), group (now, today, week), kind (milestone, approval, proposal, answer, discrepancy, mention, decision), duty (do, chase), brand, category, vendor "
                + "(each repeated or with commas), q (words in PO, style, vendor, milestone), sort (-rank, as usual: by group, within it by impact; -impact; due), "
                + $"limit (at most 500), cursor. A thing belongs to functions, by whom its template or approval names: who was given functions has those before them, and what nobody of their role was given. impact is {Impact.Formula}; groups counts all that the filter lets through.")
            .WithMetadata(new QueryNames(Names)).Produces<WorkPage>().Produces<ProblemDocument>(400, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(403, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, People people, TimeProvider time, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Names);
        var (groups, kinds, duties) = (parameters.Choices("group", Groups), parameters.Choices("kind", Kinds), parameters.Choices("duty", Duties));
        var (brands, categories, vendors) = (parameters.Texts("brand"), parameters.Choices("category", Words.Categories), parameters.Texts("vendor"));
        var (asked, words) = (parameters.Text("person"), parameters.Text("q"));
        var listing = Listing.Of(parameters, "-rank", "-impact", "due");
        await rows.CatchUpAsync(ct);
        var asker = http.Person();
        var person = asker;
        if (asked is not null && asked != asker.Id && asker.Rights.MaySeeWorkOfOthers && !people.TryFind(asked, out person))
            parameters.Refuse("person", "bad-parameter", "There is nobody of this id.");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (asked is not null && asked != person!.Id)
            return new ProblemResult(new Fault("not-allowed", "It takes a manager or director to see another's work."));

        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var all = new WorkGathering(rows, person!, asker, today).Gather();
        var work = all.Where(LetsThrough).ToArray();
        var page = listing.Of(work, w => w.PlaceBy(listing.Sort, today), w => w.Show(rows, today, asker.Rights.MaySeeField("quantity")));
        Listing.Link(http, page.Next);
        return new Shown(new WorkPage(
            page.Items, page.Total, page.Next, CountsOf(work, today), new WorkPerson(person!.Id, person.Name, person.Role), today, Impact.Formula,
            asker.Rights.MayChase ? UnchasedOf(all, rows, now) : []));

        bool LetsThrough(Work one) =>
            (groups.IsEmpty || groups.Contains(WordOf(one.GroupOn(today)))) && (kinds.IsEmpty || kinds.Contains(WordOf(one.Kind)))
            && (duties.IsEmpty || duties.Contains(WordOf(one.Duty))) && (brands.IsEmpty || brands.Contains(one.Brand))
            && (categories.IsEmpty || categories.Contains(one.Category)) && (vendors.IsEmpty || one.Vendor is { } vendor && vendors.Contains(vendor))
            && (words is null || Mentions(one, words, rows));
    }

    private static bool Mentions(Work one, string words, Rows rows) =>
        Has(one.Id, words) || Has(one.What, words) || Has(one.StyleNumber, words) || Has(one.Colour, words) || Has(one.Vendor, words)
        || one.Vendor is { } vendor && Has(rows.VendorName(vendor), words)
        || one.StyleNumber is { } number && rows.TryGetStyle(number, out var style) && Has(style.Row.Name, words);

    private static bool Has(string? text, string words) => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static WorkCounts CountsOf(IEnumerable<Work> work, DateOnly today)
    {
        var counts = new int[Groups.Length];
        foreach (var one in work)
            counts[(int)one.GroupOn(today)]++;
        return new WorkCounts(counts[(int)WorkGroup.Now], counts[(int)WorkGroup.Today], counts[(int)WorkGroup.Week]);
    }

    private static ImmutableArray<UnchasedVendor> UnchasedOf(IEnumerable<Work> work, Rows rows, DateTimeOffset now) =>
    [
        .. from one in work
           where one is { Duty: Duty.Chase, Vendor: not null }
           group one by one.Vendor into theirs
           orderby theirs.Count() descending, theirs.Key
           let vendor = rows.TryGetVendor(theirs.Key, out var known) ? known.Row : null
           where vendor is not null && !vendor.IsChased(now)
           select new UnchasedVendor(vendor.Code, vendor.Name, theirs.Count(), vendor.ChasedAt),
    ];

    private static string WordOf<T>(T one) where T : struct, Enum => one.ToString().ToLowerInvariant();
}
