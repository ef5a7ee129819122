using System.Text.Json;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Sheets;

/// <summary>A table that stands on somebody's screen, as a file.</summary>
public static class SheetRoutes
{
    private const int MaxBodyBytes = 64 * 1024 * 1024;
    private const int MaxColumns = 200;

    public static IEndpointRouteBuilder MapSheets(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/sheets", (Delegate)WriteAsync).WithTags("Lists").WithName("WriteSheet").WithSummary("A table as a file of CSV or Excel; nothing is kept")
            .WithDescription("format: csv or xlsx; name: of the file. rows: as many cells as there are columns, each a text, a number, null, or a day as { \"day\": \"2026-11-20\" }. No text becomes a formula.")
            .Accepts<SheetForm>("application/json")
            .Produces<string>(200, "text/csv").Produces<ProblemDocument>(400, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(413, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> WriteAsync(HttpContext http)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false, maxBytes: MaxBodyBytes);
        if ((write.Fault ?? Refuse(write.Body)) is { } fault)
            return new ProblemResult(fault);
        var table = write.Body;
        await using var file = SheetFiles.Begin(http.Response, http.Response.Body, table.GetProperty("format").GetString()!, SheetFiles.NameOf(table.GetProperty("name").GetString()!));
        await file.WriteHeadingsAsync([.. table.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!)]);
        foreach (var row in table.GetProperty("rows").EnumerateArray())
            await file.WriteRowAsync([.. row.EnumerateArray().Select(CellOf)]);
        return TypedResults.Empty;
    }

    // A day says that it is one: what looks like one may be somebody's text.
    private static Cell CellOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new Cell(value.GetString()),
        JsonValueKind.Object => Cell.Of(value.GetProperty("day")),
        _ => Cell.Of(value),
    };

    private static Fault? Refuse(JsonElement table)
    {
        if (table.ValueKind != JsonValueKind.Object)
            return Fault.At("", "wrong-type", "Expected an object of format, name, columns and rows.");
        foreach (var member in table.EnumerateObject())
            if (member.Name is not ("format" or "name" or "columns" or "rows"))
                return Fault.At($"/{member.Name}", "unknown-member", "Expected format, name, columns and rows.");
        if (!table.TryGetProperty("format", out var form) || !IsText(form) || form.GetString() is not (SheetFiles.Csv or SheetFiles.Xlsx))
            return Fault.At("/format", "wrong-type", $"Expected {SheetFiles.Csv} or {SheetFiles.Xlsx}.");
        if (!table.TryGetProperty("name", out var name) || !IsText(name))
            return Fault.At("/name", "required", "Expected a text.");
        if (!table.TryGetProperty("columns", out var columns) || columns.ValueKind != JsonValueKind.Array || columns.GetArrayLength() is 0 or > MaxColumns || !columns.EnumerateArray().All(IsText))
            return Fault.At("/columns", "wrong-type", $"Expected 1 to {MaxColumns} texts.");
        if (!table.TryGetProperty("rows", out var rows) || rows.ValueKind != JsonValueKind.Array)
            return Fault.At("/rows", "wrong-type", "Expected an array of rows.");
        var (at, width) = (0, columns.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != width)
                return Fault.At($"/rows/{at}", "wrong-type", $"Expected an array of {width} cells.");
            var column = 0;
            foreach (var cell in row.EnumerateArray())
            {
                if (!IsCell(cell))
                    return Fault.At($"/rows/{at}/{column}", "wrong-type", "Expected a text, a number, null, or { \"day\": \"YYYY-MM-DD\" }.");
                column++;
            }

            at++;
        }

        return null;
    }

    private static bool IsCell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => IsText(cell),
        JsonValueKind.Number => cell.TryGetDecimal(out _),
        JsonValueKind.Object => cell.EnumerateObject().Count() == 1 && cell.TryGetProperty("day", out var day) && IsText(day) && Cell.Of(day).Day is not null,
        _ => false,
    };

    // Half a character, written as an escape, is valid JSON and no text; nor is what a terminal obeys.
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

/// <param name="Format">csv or xlsx.</param>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Columns">Their headings.</param>
/// <param name="Rows">Each with a cell for every column.</param>
public sealed record SheetForm(string Format, string Name, string[] Columns, JsonElement[][] Rows);
