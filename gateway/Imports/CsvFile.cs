using System.Text;
using CsvHelper;

namespace Selvedge.Gateway.Imports;

/// <summary>One row of cells, or why the row cannot be told apart into cells.</summary>
/// <param name="Number">As a spreadsheet counts rows, from 1; a cell with line breaks is still one row.</param>
internal readonly record struct CsvRow(int Number, string[] Cells, string? Malformed);

/// <summary>The file cannot be read any further: nothing of it may be taken.</summary>
internal sealed class UnreadableFileException(string message) : Exception(message);

/// <summary>Reads a CSV file row by row, holding one row at a time. Quotes, line breaks in quotes, CRLF, LF and CR; blank rows are passed over.</summary>
internal static class CsvFile
{
    // A spreadsheet's cell holds 32,767 characters: what is longer than dozens of those is a quote never closed.
    private const int LongestRowBytes = 1024 * 1024;

    /// <exception cref="UnreadableFileException">A quote is never closed, or a row has no end.</exception>
    public static IEnumerable<CsvRow> Read(Stream file, Mapping mapping)
    {
        var skipped = 0;
        var malformed = new Queue<CsvRow>();
        string? unreadable = null;
        var options = new CsvReaderOptions
        {
            HasHeader = false, Separator = mapping.Delimiter[0], SkipEmptyLines = false, MaxRecordSize = LongestRowBytes,
            FieldCountMismatch = CsvFieldCountHandling.Allow, MalformedData = CsvMalformedDataHandling.Skip,
            Encoding = mapping.Encoding == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.UTF8,
            OnMalformedRecord = bad =>
            {
                // The reader does not count what it passes over; a person does.
                var number = (int)bad.RecordNumber + skipped++;
                if (bad.Reason is CsvMalformedReason.UnterminatedQuote)
                    unreadable = $"A quote that opens in row {number} is never closed.";
                else
                    malformed.Enqueue(new CsvRow(number, [], bad.Reason switch
                    {
                        CsvMalformedReason.StrayQuote => "a cell with quotes in it to be quoted, and each of its quotes doubled",
                        CsvMalformedReason.TextAfterClosingQuote => "nothing between a closing quote and the next cell",
                        _ => "a row of cells",
                    }));
            },
        };

        using var reader = CsvReader.Create(file, options, true);
        while (Next())
        {
            while (malformed.TryDequeue(out var bad))
                yield return bad;
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.GetString(i);
            if (Array.Exists(cells, c => !string.IsNullOrWhiteSpace(c)))
                yield return new CsvRow((int)reader.RowNumber + skipped, cells, null);
        }

        while (malformed.TryDequeue(out var bad))
            yield return bad;

        bool Next()
        {
            bool more;
            try
            {
                more = reader.Read();
            }
            catch (CsvFormatException)
            {
                throw new UnreadableFileException($"Row {reader.RowNumber + skipped + 1} is longer than {LongestRowBytes} bytes.");
            }

            return unreadable is null ? more : throw new UnreadableFileException(unreadable);
        }
    }
}
