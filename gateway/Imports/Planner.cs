using System.Collections.Immutable;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Imports;

/// <summary>
/// Reads a file into sheets without asking anybody: map each row, gather the rows of each style, vendor or order, and keep
/// apart what cannot be taken. Pure but for the stream.
/// </summary>
internal static class Planner
{
    // More than the largest season's order book; a plan of this size stays below a few hundred megabytes.
    public const int MostLines = 250_000;

    /// <summary>Exactly one of the two is null: a fault means that nothing of the file can be taken.</summary>
    /// <param name="rights">Of the person who imports: rows about what they may not see are refused.</param>
    public static (ImportPlan? Plan, Fault? Fault) Plan(Stream file, Mapping mapping, Rights rights, CancellationToken ct)
    {
        try
        {
            return PlanRows(CsvFile.Read(file, mapping), mapping, rights, ct);
        }
        catch (UnreadableFileException e)
        {
            return (null, Fault.At("/file", "unreadable-file", e.Message));
        }
    }

    private static (ImportPlan? Plan, Fault? Fault) PlanRows(IEnumerable<CsvRow> rows, Mapping mapping, Rights rights, CancellationToken ct)
    {
        RowReader? reader = null;
        IGatherer? gatherer = null;
        var lines = 0;
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            if (reader is null)
            {
                (reader, var fault) = RowReader.Of(mapping, row);
                if (reader is null)
                    return (null, fault);
                gatherer = mapping.Kind switch
                {
                    Targets.Styles => new StyleGatherer(reader, mapping, rights),
                    Targets.Vendors => new VendorGatherer(reader, mapping, rights),
                    _ => new OrderGatherer(reader, mapping, rights),
                };
                continue;
            }

            if (++lines > MostLines)
                return (null, Fault.At("/file", "too-large", $"Expected at most {MostLines} rows: split the file, keeping the rows of an order together."));
            reader.Take(row);
            if (reader.HasCells)
                gatherer!.Gather();
        }

        if (reader is null)
            return (null, Fault.At("/file", "empty-file", "The file holds no row; expected a header and rows below it."));
        var sheets = gatherer!.Sheets();
        return (new ImportPlan(
            mapping, lines, sheets, [.. reader.Issues],
            [.. reader.AbsentWords.Select(w => new AbsentWord(w.Key.Column, w.Key.Value, w.Value)).OrderByDescending(w => w.Lines)],
            reader.IgnoredColumns), null);
    }
}

/// <summary>Gathers the rows of one kind of sheet.</summary>
internal interface IGatherer
{
    /// <summary>Takes what the reader's present row says, also when it is refused: its group is refused with it.</summary>
    void Gather();

    /// <summary>Once, after the last row.</summary>
    ImmutableArray<PlannedSheet> Sheets();
}
