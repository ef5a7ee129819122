namespace Selvedge.Gateway.Sheets;

/// <summary>A table on its way into a file, row by row. One writer; dispose it to end the file.</summary>
internal interface ISheetFile : IAsyncDisposable
{
    /// <summary>Bold where the form has it.</summary>
    Task WriteHeadingsAsync(IReadOnlyList<string> headings);

    Task WriteRowAsync(IReadOnlyList<Cell> cells);
}

/// <summary>The forms in which tables go out.</summary>
internal static class SheetFiles
{
    public const string Csv = "csv";
    public const string Xlsx = "xlsx";

    /// <summary>Tells the client what it gets, and where to put it.</summary>
    /// <param name="name">Of the file, without its ending.</param>
    public static ISheetFile Begin(HttpResponse response, Stream to, string form, string name)
    {
        response.ContentType = form == Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{form}\"";
        response.Headers.CacheControl = "private, no-cache";
        return form == Csv ? new CsvSheet(to) : new XlsxSheet(to);
    }

    /// <summary>A file's name of what was asked for: letters, digits and hyphens.</summary>
    public static string NameOf(string asked) =>
        string.Join('-', new string([.. asked.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } name
            ? name[..Math.Min(60, name.Length)]
            : "sheet";
}
