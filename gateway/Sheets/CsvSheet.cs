using System.Globalization;
using System.Text;

namespace Selvedge.Gateway.Sheets;

/// <summary>
/// RFC 4180 in UTF-8 with its mark, by which Excel knows it. Days and instants are ISO 8601. A text that a sheet would take for
/// a formula begins with an apostrophe.
/// </summary>
internal sealed class CsvSheet(Stream to) : ISheetFile
{
    private readonly StreamWriter writer = new(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };

    public Task WriteHeadingsAsync(IReadOnlyList<string> headings) => WriteRowAsync([.. headings.Select(h => new Cell(h))]);

    public Task WriteRowAsync(IReadOnlyList<Cell> cells) => writer.WriteLineAsync(string.Join(',', cells.Select(TextOf)));

    public async ValueTask DisposeAsync() => await writer.DisposeAsync();

    private static string TextOf(Cell cell) => cell switch
    {
        { Number: { } number } => number.ToString(CultureInfo.InvariantCulture),
        { Day: { } day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { At: { } at } => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        { Text: { Length: > 0 } text } => Quoted(text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text),
        _ => "",
    };

    private static string Quoted(string text) => text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
