using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Production;

/// <summary>
/// The query of one request, read strictly: a name that is not known and a value that is not possible are faults, with
/// a pointer to the parameter. Never an answer to a question that was not asked.
/// </summary>
public sealed class Parameters
{
    private const int MaxTextLength = 200;

    private readonly IQueryCollection query;
    private readonly List<FieldError> errors = [];

    public Parameters(IQueryCollection query, params ReadOnlySpan<string> known)
    {
        this.query = query;
        foreach (var name in query.Keys)
            if (!known.Contains(name))
                Refuse(name, "unknown-parameter", $"Expected one of: {string.Join(", ", known!)}.");
    }

    /// <summary>All that was wrong so far; null when nothing was.</summary>
    public Fault? Fault => errors.Count == 0 ? null : Problems.Fault.Of([.. errors]);

    public long Number(string name, long otherwise, long least, long most)
    {
        if (!TryOne(name, out var text))
            return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Refuse(name, "bad-parameter", $"Expected a whole number from {least} to {most}.");
        return otherwise;
    }

    /// <summary>One of a closed list; the first when it is left out.</summary>
    public string Choice(string name, params ReadOnlySpan<string> choices)
    {
        if (!TryOne(name, out var text))
            return choices[0];
        if (choices.Contains(text))
            return text;
        Refuse(name, "bad-parameter", $"Expected one of: {string.Join(", ", choices!)}.");
        return choices[0];
    }

    /// <summary>Any of a closed list: repeated or with commas between. Empty when it is left out.</summary>
    public ImmutableHashSet<string> Choices(string name, params ReadOnlySpan<string> choices)
    {
        var chosen = Texts(name);
        foreach (var one in chosen)
            if (!choices.Contains(one))
                Refuse(name, "bad-parameter", $"Expected one of: {string.Join(", ", choices!)}.");
        return chosen;
    }

    /// <summary>Any of these: repeated or with commas between. Empty when it is left out.</summary>
    public ImmutableHashSet<string> Texts(string name)
    {
        var texts = query[name].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return [.. texts.Where(t => Fits(name, t))];
    }

    /// <summary>Null when it is left out or empty.</summary>
    public string? Text(string name) => TryOne(name, out var text) && text.Length > 0 && Fits(name, text) ? text : null;

    /// <summary>Null when it is left out or is none.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (!TryOne(name, out var text))
            return null;
        if (Rfc3339.TryReadInstant(Encoding.UTF8.GetBytes(text), out var instant))
            return instant;
        Refuse(name, "bad-parameter", "Expected a moment as RFC 3339 writes it, such as 2026-11-20T09:14:00Z; a + in it is sent as %2B.");
        return null;
    }

    /// <summary>Null when it is left out or is none.</summary>
    public DateOnly? Day(string name)
    {
        if (!TryOne(name, out var text))
            return null;
        if (Rfc3339.TryReadDay(Encoding.UTF8.GetBytes(text), out var day))
            return day;
        Refuse(name, "bad-parameter", "Expected a day of the calendar as YYYY-MM-DD.");
        return null;
    }

    public void Refuse(string name, string code, string detail) =>
        errors.Add(new FieldError("/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), code, detail));

    private bool TryOne(string name, out string text)
    {
        var values = query[name];
        text = values.Count > 0 ? values[0] ?? "" : "";
        if (values.Count > 1)
            Refuse(name, "bad-parameter", "Expected it once.");
        return values.Count > 0;
    }

    private bool Fits(string name, string text)
    {
        if (text.Length <= MaxTextLength)
            return true;
        Refuse(name, "bad-parameter", $"Expected at most {MaxTextLength} characters.");
        return false;
    }
}
