using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Materials;

/// <summary>What styles are made of: each material with who makes it, what is approved of it and what waits on it, from the rows in memory.</summary>
public static class MaterialRoutes
{
    private static readonly string[] Names = ["brand", "category", "mill", "q", "sort", "limit", "cursor", Past.ParameterName];

    public static IEndpointRouteBuilder MapMaterials(this IEndpointRouteBuilder app)
    {
        var materials = app.MapGroup("/api/v1/materials").WithTags("Materials");
        materials.MapGet("", ListAsync).WithName("ListMaterials").WithSummary("What styles are made of, with what is approved of it and what waits")
            .WithDescription(
                "Parameters: brand, category (of its styles: what is counted is of these), mill (each repeated or with commas), q (words in the name), sort (-units, as usual: most that waits first; -overdue; name), limit (at most 500), cursor. "
                + Past.Description)
            .WithMetadata(new QueryNames(Names)).Produces<Page<MaterialSummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        materials.MapGet("/detail", ReadAsync).WithName("ReadMaterial").WithSummary("One material, the styles of it and the PO lines that wait")
            .WithDescription($"name: as the styles write it, in whatever case; any text, so no part of the path. Of styles and lines the first {MaterialGathering.ShownAtMost} are answered, and counts says how many there are. Its lab dips, strike-offs and bulk lots are listed by /approvals with material. " + Past.Description)
            .WithMetadata(new QueryNames("name", Past.ParameterName)).Produces<MaterialDetail>().Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Names);
        var (brands, categories, mills) = (parameters.Texts("brand"), parameters.Choices("category", Words.Categories), parameters.Texts("mill"));
        var q = parameters.Text("q");
        var listing = Listing.Of(parameters, "-units", "-overdue", "name");
        if (await GatherAsync(http, boards, parameters, ct) is not { } gathered)
            return new ProblemResult(parameters.Fault!);

        var page = listing.Of(
            gathered.All(style => (brands.IsEmpty || brands.Contains(style.Brand)) && (categories.IsEmpty || categories.Contains(style.Category)))
                .Where(m => (mills.IsEmpty || m.Mills.Any(mills.Contains)) && (q is null || m.Name.Contains(q, StringComparison.OrdinalIgnoreCase))),
            m => new Place(listing.Sort switch { "units" => gathered.UnitsOf(m) ?? 0, "overdue" => m.Overdue, _ => 0 }, m.Name),
            m => gathered.Summary(m));
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "name", Past.ParameterName);
        var name = parameters.Text("name");
        if (name is null)
            parameters.Refuse("name", "bad-parameter", "Expected the name of a material.");
        if (await GatherAsync(http, boards, parameters, ct) is not { } gathered)
            return new ProblemResult(parameters.Fault!);
        return gathered.Find(name!) is { } found ? new Shown(gathered.Detail(found)) : ProblemResult.NotFound;
    }

    private static async Task<MaterialGathering?> GatherAsync(HttpContext http, PastBoards boards, Parameters parameters, CancellationToken ct) =>
        await boards.AskedAsync(parameters, ct, withApprovals: true) is ({ } rows, var today) ? new MaterialGathering(rows, http.Person().Rights, today) : null;
}
