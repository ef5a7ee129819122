using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Imports;

/// <summary>Reads a mapping and says everything that is wrong with it, before any file is looked at.</summary>
internal static class MappingReader
{
    /// <summary>Exactly one of the two is null.</summary>
    public static (Mapping? Mapping, Fault? Fault) Read(ReadOnlySpan<byte> json)
    {
        Mapping mapping;
        try
        {
            mapping = JsonSerializer.Deserialize(json, MappingJson.Default.Mapping)
                ?? throw new JsonException("Expected an object.");
        }
        catch (JsonException e)
        {
            return (null, Fault.At("/mapping" + Pointer(e.Path), "bad-mapping", e.Message));
        }

        if (HoldsNull(mapping))
            return (null, Fault.At("/mapping", "bad-mapping", "A list or dictionary in it holds a null."));
        var errors = Errors(mapping).ToImmutableArray();
        return errors.IsEmpty ? (mapping, null) : (null, Fault.Of(errors));
    }

    private static IEnumerable<FieldError> Errors(Mapping mapping)
    {
        if (!Targets.ByKind.TryGetValue(mapping.Kind, out var targets))
        {
            yield return Error("/kind", $"'{mapping.Kind}' cannot be imported; expected {string.Join(", ", Targets.ByKind.Keys.Order(StringComparer.Ordinal))}.");
            yield break;
        }

        if (Said(mapping.Name, "/name") is { } unsaid)
            yield return unsaid;
        if (mapping.Encoding is not ("utf-8" or "windows-1252"))
            yield return Error("/encoding", $"'{mapping.Encoding}' is not read; expected utf-8 or windows-1252.");
        if (mapping.Delimiter is not ("," or ";" or "\t" or "|"))
            yield return Error("/delimiter", $"'{mapping.Delimiter}' separates no cells; expected a comma, semicolon, tab or bar.");
        if (mapping.Mojibake is not ("refuse" or "repair"))
            yield return Error("/mojibake", $"'{mapping.Mojibake}' is not known; expected refuse or repair.");
        if (mapping.Duplicates is not ("refuse" or "merge"))
            yield return Error("/duplicates", $"'{mapping.Duplicates}' is not known; expected refuse or merge.");

        foreach (var (name, field) in mapping.Fields)
            if (!targets.TryGetValue(name, out var target))
                yield return Error($"/fields/{name}", $"{mapping.Kind} have no field '{name}'; expected {string.Join(", ", targets.Keys.Order(StringComparer.Ordinal))}.");
            else
                foreach (var error in Errors(field, target.Type, $"/fields/{name}"))
                    yield return error;
        foreach (var (name, target) in targets)
            if (target.Required && !mapping.Fields.ContainsKey(name))
                yield return Error("/fields", $"'{name}' is missing: {mapping.Kind} need it.");

        if (mapping.Kind == Targets.PurchaseOrders)
        {
            if (mapping.Fields.ContainsKey("vendor") == mapping.Fields.ContainsKey("vendorName"))
                yield return Error("/fields", "Expected either 'vendor', a code, or 'vendorName', from which one is derived.");
            if (mapping.Fields.ContainsKey("line") == mapping.Fields.ContainsKey("lineOrder"))
                yield return Error("/fields", "Expected either 'line', a number, or 'lineOrder', by which an order's rows are numbered.");
        }
        else if (!mapping.Past.IsEmpty)
        {
            yield return Error("/past", $"Only purchase orders bring a past; these are {mapping.Kind}.");
        }

        for (var i = 0; i < mapping.Past.Length; i++)
        {
            var past = mapping.Past[i];
            if (mapping.Fields.GetValueOrDefault("template")?.Constant is { } template
                && Templates.Newest(template)?.Sheet.Milestones.Any(m => m.Code == past.Milestone) != true)
                yield return Error($"/past/{i}/milestone", $"'{past.Milestone}' is no milestone of {template}.");
            foreach (var error in Errors(past.Date, FieldType.Day, $"/past/{i}/date"))
                yield return error;
            if (past.Recorded is { } recorded)
                foreach (var error in Errors(recorded, FieldType.Day, $"/past/{i}/recorded"))
                    yield return error;
        }
    }

    private static IEnumerable<FieldError> Errors(FieldMapping field, FieldType type, string pointer)
    {
        if (field.Sources.IsEmpty == field.Constant is null)
            yield return Error(pointer, "Expected either column or columns, or a constant.");
        foreach (var (text, place) in Texts(field))
            if (Said(text, pointer + place) is { } unsaid)
                yield return unsaid;
        if (type == FieldType.Day && (field.Dates.IsEmpty || field.Sources.Length != 1))
            yield return Error(pointer, "Expected one column, and in 'dates' the forms that a day may have in it.");
        foreach (var form in field.Dates.Where(form => !ReadsDays(form)))
            yield return Error(pointer + "/dates", $"'{Issue.Shorten(form)}' is no form of a whole day; expected one such as d-MMM-yy.");
        if (type != FieldType.Day && !field.Dates.IsEmpty)
            yield return Error(pointer + "/dates", "Only days have forms of dates.");
        if (type != FieldType.Count && field.Thousands is not null)
            yield return Error(pointer + "/thousands", "Only counts have thousands.");
    }

    // What it writes it must read back: a form without a year would take the present one.
    private static bool ReadsDays(string form)
    {
        var day = new DateOnly(2027, 11, 30);
        try
        {
            return DateOnly.TryParseExact(day.ToString(form, CultureInfo.InvariantCulture), form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
                && read == day;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // What a mapping says by itself is stored as a cell would be: it is held to what a cell is held to.
    private static IEnumerable<(string Text, string Place)> Texts(FieldMapping field) =>
    [
        .. field.Constant is { } constant ? [(constant, "/constant")] : Array.Empty<(string, string)>(),
        .. field.Default is { } otherwise ? [(otherwise, "/default")] : Array.Empty<(string, string)>(),
        .. field.Words?.Values.Select(word => (word, "/words")) ?? [],
    ];

    private static FieldError? Said(string text, string pointer) =>
        string.IsNullOrWhiteSpace(text) ? Error(pointer, "Expected a text; what says nothing belongs into 'absent'.")
        : CellText.Trouble(text, "") is { } trouble ? Error(pointer, $"'{Issue.Shorten(text)}' cannot be taken: expected {trouble.Expected}.")
        : null;

    // The reader refuses nulls in members, not within collections.
    private static bool HoldsNull(Mapping mapping) =>
        mapping.Absent.Contains(null!) || mapping.Past.Contains(null!) || mapping.Fields.Values.Contains(null!)
        || mapping.Fields.Values.Concat(mapping.Past.SelectMany(p => new[] { p.Date, p.Recorded ?? p.Date })).Any(field =>
            field.Columns.Contains(null!) || field.Absent.Contains(null!) || field.Dates.Contains(null!) || field.Words?.Values.Contains(null!) == true);

    private static FieldError Error(string pointer, string detail) => new("/mapping" + pointer, "bad-mapping", detail);

    // $.fields.number.colum -> /fields/number/colum
    private static string Pointer(string? path) =>
        path is null ? "" : path.TrimStart('$').Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');
}
