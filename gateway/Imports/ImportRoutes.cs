using Orleans;
using Selvedge.Contracts;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Imports;

/// <summary>Files of styles, vendors and purchase orders.</summary>
public static class ImportRoutes
{
    private const int LongestIdempotencyKey = 255;

    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/imports", ImportAsync)
            .WithTags("Imports").WithName("ImportFile")
            .WithSummary("Import a CSV file, or look with dryRun=true what importing it would do")
            .Accepts<IFormFile>("multipart/form-data")
            .Produces<ImportReport>().Produces<ProblemDocument>(403, ProblemDocument.MediaType);
        app.MapGet("/api/v1/imports/mappings", () => TypedResults.Ok(new
        {
            items = MappingCatalog.All.Values.OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => new { name = m.Name, kind = m.Kind, title = m.Title }),
        })).WithTags("Imports").WithName("ListMappings").WithSummary("The mappings that come with the product");
        return app;
    }

    private static async Task<IResult> ImportAsync(HttpContext http, IGrainFactory grains, Feed feed, TimeProvider time, CancellationToken ct)
    {
        var person = http.Person();
        if (!person.Rights.MayImport)
            return new ProblemResult(new Fault("not-allowed", "Styles, vendors and orders are imported by the brand."));
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > LongestIdempotencyKey)
            return new ProblemResult(Fault.At("/Idempotency-Key", "bad-idempotency-key", $"Expected at most {LongestIdempotencyKey} characters."));
        var (form, fault) = await ImportForm.ReadAsync(http.Request, ct);
        if (form is null)
            return new ProblemResult(fault!);

        await using var file = form.File.OpenReadStream();
        (var plan, fault) = Planner.Plan(file, form.Mapping, person.Rights, ct);
        if (plan is null)
            return new ProblemResult(fault!);

        // What exists is told by reads: they must see all that was acknowledged before this import.
        await feed.CatchUpAsync(ct);
        var desk = new ImportDesk(
            grains, person, time, key.Length == 0 ? Guid.CreateVersion7() : CommandIds.Of("import", person.Id, key), ct);
        return TypedResults.Ok(await Applier.ApplyAsync(plan, form.DryRun ? desk.PreviewAsync : desk.RecordAsync, ct));
    }
}
