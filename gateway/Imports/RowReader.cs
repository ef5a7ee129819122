using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Selvedge.Contracts;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Imports;

/// <summary>
/// Reads mapped values out of rows and gathers what is wrong with them. A value that cannot be read is never guessed:
/// it becomes an issue, and null.
/// </summary>
/// <remarks>One per file, one row at a time; not thread-safe.</remarks>
internal sealed class RowReader
{
    private readonly Mapping mapping;
    private readonly ImmutableArray<string> header;
    private readonly FrozenDictionary<string, int> columns;
    // By taken column: the words that say nothing there.
    private readonly FrozenDictionary<int, FrozenSet<string>> taken;
    private readonly FrozenSet<int> numbering;
    private CsvRow row;

    private RowReader(Mapping mapping, ImmutableArray<string> header)
    {
        this.mapping = mapping;
        // Columns without a name cannot be mapped; what they are called here only tells a person where to look.
        this.header = [.. header.Select((name, i) => name.Length > 0 ? name : $"column {i + 1}")];
        columns = header.Select((name, i) => (name, i)).Where(c => c.name.Length > 0).ToFrozenDictionary(c => c.name, c => c.i);
        taken = Fields(mapping)
            .SelectMany(f => f.Field.Sources.Select(name => (Column: columns[name], f.Field.Absent)))
            .GroupBy(f => f.Column)
            .ToFrozenDictionary(c => c.Key, c => c.SelectMany(f => f.Absent).Concat(mapping.Absent).Append("").ToFrozenSet());
        numbering = mapping.Fields.Where(f => f.Key is "line" or "lineOrder").SelectMany(f => f.Value.Sources)
            .Select(name => columns[name]).ToFrozenSet();
        Cells = new string[header.Length];
    }

    public List<Issue> Issues { get; } = [];

    /// <summary>How often which word stood for nothing, by column.</summary>
    public Dictionary<(string Column, string Value), int> AbsentWords { get; } = [];

    /// <summary>Columns of which the mapping takes nothing.</summary>
    public ImmutableArray<string> IgnoredColumns => [.. header.Where((_, i) => !taken.ContainsKey(i))];

    /// <summary>The present row is refused; its values must not be used.</summary>
    public bool RowIsBad { get; private set; }

    /// <summary>False when the present row could not be told apart into the header's cells: nothing can be read from it.</summary>
    public bool HasCells { get; private set; }

    public int RowNumber => row.Number;

    /// <summary>Trimmed, and repaired where the mapping allows it.</summary>
    private string[] Cells { get; }

    /// <summary>Finds the mapping's columns in the header. Exactly one of the two is null.</summary>
    public static (RowReader? Reader, Fault? Fault) Of(Mapping mapping, CsvRow first)
    {
        if (first.Malformed is { } expected)
            return (null, Fault.At("/file", "malformed-row", $"The header in row {first.Number} cannot be read: expected {expected}."));
        var header = first.Cells.Select(c => c.Trim()).ToImmutableArray();
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        foreach (var twice in header.Where(h => h.Length > 0).GroupBy(h => h).Where(h => h.Count() > 1))
            errors.Add(new FieldError("/file", "duplicate-header", $"The column '{Issue.Shorten(twice.Key)}' stands {twice.Count()} times; expected once."));
        foreach (var (pointer, field) in Fields(mapping))
            foreach (var missing in field.Sources.Where(name => name.Length == 0 || !header.Contains(name)))
                errors.Add(new FieldError("/mapping" + pointer, "missing-column",
                    $"The file has no column '{missing}'; it has {Issue.Shorten(string.Join(", ", header))}."));
        return errors.Count > 0 ? (null, Fault.Of(errors.ToImmutable())) : (new RowReader(mapping, header), null);
    }

    /// <summary>Takes up the next row. Damage in columns that nobody takes is noted, in the others it refuses the row.</summary>
    public void Take(CsvRow next)
    {
        (row, RowIsBad, HasCells) = (next, false, false);
        if (next.Malformed is { } expected)
        {
            Refuse(null, null, "malformed-row", expected);
            return;
        }

        if (next.Cells.Length != header.Length)
        {
            Refuse(null, $"{next.Cells.Length} cells", "cells", $"{header.Length} cells, as in the header");
            return;
        }

        HasCells = true;
        for (var i = 0; i < header.Length; i++)
        {
            Cells[i] = next.Cells[i].Trim();
            if (CellText.Trouble(Cells[i], mapping.LostLetters) is { } trouble)
                Answer(i, trouble);
            if (taken.TryGetValue(i, out var absent) && absent.Contains(Cells[i]))
                CollectionsMarshal.GetValueRefOrAddDefault(AbsentWords, (header[i], Cells[i]), out _)++;
        }
    }

    /// <summary>Whether two rows say the same but for their number within the order.</summary>
    public Guid Fingerprint() => CommandIds.Of([.. Cells.Where((_, i) => !numbering.Contains(i))]);

    /// <summary>The text, or null when there is none or it cannot be read.</summary>
    public string? Text(string name) =>
        mapping.Fields.TryGetValue(name, out var field) ? Text(field, Targets.ByKind[mapping.Kind][name].Required) : null;

    public DateOnly? Day(string name) => mapping.Fields.TryGetValue(name, out var field) ? Day(field) : null;

    public DateOnly? Day(FieldMapping field)
    {
        if (Text(field, false) is not { } text)
            return null;
        DateOnly? found = null;
        foreach (var form in field.Dates)
        {
            if (!DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                continue;
            if (found is { } other && other != day)
            {
                Refuse(field.Sources[0], text, "ambiguous-day", $"one day; this is {other:yyyy-MM-dd} or {day:yyyy-MM-dd}");
                return null;
            }

            found = day;
        }

        if (found is null)
            Refuse(field.Sources[0], text, "not-a-day", $"a day written {string.Join(" or ", field.Dates)}");
        return found;
    }

    /// <param name="least">The smallest number that is possible.</param>
    public int? Count(string name, int least)
    {
        if (!mapping.Fields.TryGetValue(name, out var field) || Text(field, Targets.ByKind[mapping.Kind][name].Required) is not { } text)
            return null;
        var digits = field.Thousands is { Length: > 0 } thousands && IsGrouped(text, thousands)
            ? text.Replace(thousands, "", StringComparison.Ordinal)
            : text;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least)
            return count;
        Refuse(ColumnOf(name), text, "not-a-number", $"a whole number, {least} or more");
        return null;
    }

    /// <summary>Refuses the present row for what a field holds.</summary>
    public void Refuse(string? column, string? value, string problem, string expected)
    {
        RowIsBad = true;
        var issue = Issue.Refused(row.Number, column, value, problem, expected);
        // Two fields may take one column: what is wrong there is said once.
        for (var i = Issues.Count - 1; i >= 0 && Issues[i].Row == row.Number; i--)
            if (Issues[i] == issue)
                return;
        Issues.Add(issue);
    }

    /// <summary>Refuses the present row for want of a field, unless it is refused already and that may be why.</summary>
    public void RefuseAsMissing(string field, string expected)
    {
        if (!RowIsBad)
            Refuse(ColumnOf(field), null, "required", expected);
    }

    /// <summary>The column behind a field, or null where there is none.</summary>
    public string? ColumnOf(string field) => mapping.Fields.GetValueOrDefault(field)?.Sources.FirstOrDefault();

    private string? Text(FieldMapping field, bool required)
    {
        var text = field.Constant;
        foreach (var source in field.Sources)
        {
            var cell = Cells[columns[source]];
            if (cell.Length > 0 && !field.Absent.Contains(cell) && !mapping.Absent.Contains(cell))
                text = text is null ? cell : $"{text} {cell}";
        }

        var column = field.Sources.FirstOrDefault();
        if (text is null && field.Default is null && (required || field.Required))
            Refuse(column, column is null ? null : Cells[columns[column]], "required", field.Dates.IsEmpty
                ? "a value" : $"a day written {string.Join(" or ", field.Dates)}");
        if (field.Sources.Length > 1 && text is { Length: > CellText.LongestText })
        {
            Refuse(column, text, "too-long", $"at most {CellText.LongestText} characters in {string.Join(" and ", field.Sources)} together, found {text.Length}");
            return null;
        }

        if (text is null || field.Words is null)
            return text ?? field.Default;
        if (field.Words.TryGetValue(text, out var meaning))
            return meaning;
        Refuse(column, text, "unknown-word", $"one of: {Issue.Shorten(string.Join(", ", field.Words.Keys.Order(StringComparer.Ordinal)))}");
        return null;
    }

    private void Answer(int cell, (string Problem, string Expected, string? Repaired) trouble)
    {
        if (!taken.ContainsKey(cell))
            Issues.Add(Issue.Noted(row.Number, header[cell], Cells[cell], trouble.Problem, $"{trouble.Expected}; nothing of this column is taken"));
        else if (trouble.Repaired is { } before && mapping.Mojibake == "repair")
        {
            Issues.Add(Issue.Noted(row.Number, header[cell], Cells[cell], "repaired", trouble.Expected));
            Cells[cell] = before;
        }
        else
            Refuse(header[cell], Cells[cell], trouble.Problem, trouble.Expected);
    }

    // 1,234,567 but not 1,2,3: that would be a guess.
    private static bool IsGrouped(string text, string thousands)
    {
        var groups = text.Split(thousands);
        return groups.Length > 1 && groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3);
    }

    private static IEnumerable<(string Pointer, FieldMapping Field)> Fields(Mapping mapping) =>
        mapping.Fields.Select(f => ($"/fields/{f.Key}", f.Value)).Concat(mapping.Past.SelectMany((p, i) => p.Recorded is { } recorded
            ? new[] { ($"/past/{i}/date", p.Date), ($"/past/{i}/recorded", recorded) }
            : [($"/past/{i}/date", p.Date)]));
}
