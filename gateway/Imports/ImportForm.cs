using Microsoft.AspNetCore.Http.Features;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Imports;

/// <summary>What was asked for, checked.</summary>
/// <param name="File">Spooled to disk beyond its first 64 KB; read as a stream.</param>
internal sealed record ImportForm(IFormFile File, Mapping Mapping, bool DryRun)
{
    public const int MostFileBytes = 64 * 1024 * 1024;

    // The other parts: a mapping written out, and the lines between parts.
    private const int MostOtherBytes = 512 * 1024;

    private static readonly string[] Known = ["kind", "mapping", "dryRun"];

    /// <summary>Exactly one of the two is null.</summary>
    public static async Task<(ImportForm? Form, Fault? Fault)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return (null, new Fault("unsupported-media-type", "Expected multipart/form-data with a part 'file'."));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostFileBytes + MostOtherBytes;

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(
                new FormOptions { MultipartBodyLengthLimit = MostFileBytes, ValueLengthLimit = MostOtherBytes / 2, ValueCountLimit = 16 }, ct);
        }
        catch (InvalidDataException e)
        {
            // The form reader says "limit exceeded" for a part that is too long, and nothing else in code.
            return (null, e.Message.Contains("limit", StringComparison.Ordinal)
                ? Fault.At("/file", "too-large", $"Expected a file of at most {MostFileBytes / 1024 / 1024} MB: split it, keeping the rows of an order together.")
                : Fault.At("", "malformed-body", "The body is not multipart/form-data as it says."));
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            return (null, Fault.At("", "malformed-body", "The body ends in the middle of a part."));
        }

        if (Faults(form) is { Length: > 0 } errors)
            return (null, Fault.Of([.. errors]));
        var kind = form["kind"].ToString();
        if (kind == "wip")
            return (null, Fault.At("/kind", "kind-not-yet-known", "Work in progress cannot be imported yet."));
        var (mapping, fault) = MappingCatalog.Find(form["mapping"].ToString());
        if (mapping is null)
            return (null, fault);
        return mapping.Kind == kind
            ? (new ImportForm(form.Files["file"]!, mapping, form["dryRun"] == "true"), null)
            : (null, Fault.At("/mapping", "bad-parameter", $"The mapping '{Issue.Shorten(mapping.Name)}' is for {mapping.Kind}, not {kind}."));
    }

    private static FieldError[] Faults(IFormCollection form) =>
    [
        .. form.Keys.Where(k => !Known.Contains(k)).Select(k => new FieldError("/" + k, "unknown-parameter", $"'{Issue.Shorten(k)}' is not known; expected file, {string.Join(", ", Known)}.")),
        .. form.Files.Where(f => f.Name != "file").Select(f => new FieldError("/" + f.Name, "unknown-parameter", $"The file belongs into the part 'file', not '{Issue.Shorten(f.Name)}'.")),
        .. Missing(form.Files.Count(f => f.Name == "file") == 1, "file", "Expected one part 'file' with a file name."),
        .. Missing(form["kind"] == "wip" || Targets.ByKind.ContainsKey(form["kind"].ToString()), "kind", "Expected one of: styles, vendors, purchase-orders, wip."),
        .. Missing(form["mapping"].Count == 1 || form["kind"] == "wip", "mapping", "Expected the name of a mapping, or one as JSON."),
        .. Missing(form["dryRun"].Count == 0 || form["dryRun"] == "true" || form["dryRun"] == "false", "dryRun", "Expected true or false."),
    ];

    private static IEnumerable<FieldError> Missing(bool isThere, string name, string expected) =>
        isThere ? [] : [new FieldError("/" + name, "bad-parameter", expected)];
}
