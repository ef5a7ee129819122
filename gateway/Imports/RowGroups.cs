namespace Selvedge.Gateway.Imports;

/// <summary>One row of a group.</summary>
/// <param name="Said">Null when the row is bad.</param>
internal sealed record Draft<T>(int Row, Guid Fingerprint, T? Said) where T : class;

/// <summary>
/// The rows of a file by the key of what they speak of, in the order of first mention. A group with a bad row is refused
/// whole: half an order would be a guess.
/// </summary>
internal sealed class RowGroups<T>(RowReader reader, string keyField) where T : class
{
    private readonly Dictionary<string, List<Draft<T>>> groups = [];
    private readonly List<string> order = [];

    /// <summary>Keeps the reader's present row. A row whose key cannot be read stands alone and is refused by itself.</summary>
    public void Add(string? key, T? said)
    {
        if (key is null)
            return;
        if (!groups.TryGetValue(key, out var group))
        {
            groups.Add(key, group = []);
            order.Add(key);
        }

        group.Add(new Draft<T>(reader.RowNumber, reader.Fingerprint(), reader.RowIsBad ? null : said));
    }

    /// <summary>The groups without a bad row.</summary>
    public IEnumerable<(string Key, List<Draft<T>> Rows)> Whole()
    {
        foreach (var key in order)
        {
            var rows = groups[key];
            if (rows.Find(r => r.Said is null) is not { } bad)
                yield return (key, rows);
            else
                RefuseOthers(key, rows, bad.Row, rows.Where(r => r.Said is not null));
        }
    }

    /// <summary>Refuses a row for its own fault and the rest of its group with it.</summary>
    public void Refuse(string key, List<Draft<T>> rows, int row, string? column, string? value, string problem, string expected)
    {
        reader.Issues.Add(Issue.Refused(row, column, value, problem, expected));
        RefuseOthers(key, rows, row, rows.Where(r => r.Row != row));
    }

    private void RefuseOthers(string key, List<Draft<T>> rows, int bad, IEnumerable<Draft<T>> others)
    {
        foreach (var other in others)
            reader.Issues.Add(Issue.Refused(
                other.Row, reader.ColumnOf(keyField), key, "other-row-refused",
                $"all {rows.Count} rows of {key} to be right; see row {bad}"));
    }

    /// <summary>Notes and leaves out rows that say again, cell by cell, what one above says.</summary>
    /// <param name="place">What else must be equal, where the fingerprint leaves something out.</param>
    public List<Draft<T>> WithoutRepeats(List<Draft<T>> rows, Func<T, string>? place = null)
    {
        if (rows.Count == 1)
            return rows;
        var first = new List<Draft<T>>();
        var seen = new Dictionary<(Guid, string), int>();
        foreach (var row in rows)
        {
            var said = (row.Fingerprint, place?.Invoke(row.Said!) ?? "");
            if (seen.TryAdd(said, row.Row))
                first.Add(row);
            else
                reader.Issues.Add(Issue.Noted(row.Row, null, null, "same-row-twice", $"one row; this one is equal to row {seen[said]} and counts with it"));
        }

        return first;
    }
}
