using System.Collections.Immutable;
using System.Text.Json;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Writing;

/// <summary>
/// One JSON object of a request, read strictly: a member that nobody asked for and a value that is not possible are
/// errors, each with a pointer to its place. Never throws for what a sender wrote. Not thread-safe.
/// </summary>
internal sealed class JsonForm
{
    private readonly string pointer;
    private readonly List<FieldError> errors;
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <param name="pointer">Of the object within the body; empty for the body itself.</param>
    public JsonForm(JsonElement element, string pointer = "") : this(element, pointer, []) { }

    private JsonForm(JsonElement element, string pointer, List<FieldError> errors)
    {
        (this.pointer, this.errors) = (pointer, errors);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Refuse("", "wrong-type", "Expected an object.");
            return;
        }

        foreach (var member in element.EnumerateObject())
            members[member.Name] = member.Value;
    }

    /// <summary>All that was wrong here and in objects within, with what was sent and never asked for; null when nothing was. Ask last.</summary>
    public Fault? Fault
    {
        get
        {
            Close();
            return errors.Count == 0 ? null : Problems.Fault.Of([.. errors]);
        }
    }

    /// <summary>What was sent and has not been asked for by now is not known.</summary>
    public void Close()
    {
        var expected = string.Join(", ", asked.Order(StringComparer.Ordinal));
        foreach (var name in members.Keys)
            if (asked.Add(name))
                Refuse(name, "unknown-member", $"'{name}' is not known here; expected {expected}.");
    }

    /// <summary>Null when it is left out, null or empty.</summary>
    public string? Text(string name, int mostCharacters, bool required = false)
    {
        if (Member(name) is not { } value)
        {
            if (required)
                Refuse(name, "required", "Expected a text.");
            return null;
        }

        if (TextOf(value) is not { } text)
        {
            Refuse(name, "wrong-type", "Expected a text.");
            return null;
        }

        if (text.Length > mostCharacters)
            Refuse(name, "wrong-type", $"Expected at most {mostCharacters} characters.");
        else if (text.Length == 0 && required)
            Refuse(name, "required", "Expected a text.");
        return text.Length == 0 ? null : text;
    }

    public ImmutableArray<string> Texts(string name, int mostItems, int mostCharacters) => Array(name, mostItems, (value, place) =>
    {
        if (TextOf(value) is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= mostCharacters)
            return text;
        Refuse(place, "wrong-type", $"Expected a text of 1 to {mostCharacters} characters.");
        return "";
    });

    public DateOnly? Day(string name, bool required = false)
    {
        if (Member(name) is not { } value)
        {
            if (required)
                Refuse(name, "required", "Expected a day as YYYY-MM-DD.");
            return null;
        }

        if (TextOf(value) is { } text && Rfc3339.TryReadDay(System.Text.Encoding.UTF8.GetBytes(text), out var day))
            return day;
        Refuse(name, "impossible-date", "Expected a day of the calendar as YYYY-MM-DD.");
        return null;
    }

    public DateTimeOffset? Instant(string name, bool required = false)
    {
        if (Member(name) is not { } value)
        {
            if (required)
                Refuse(name, "required", "Expected an instant as in RFC 3339, such as 2026-11-20T09:14:00Z.");
            return null;
        }

        if (TextOf(value) is { } text && Rfc3339.TryReadInstant(System.Text.Encoding.UTF8.GetBytes(text), out var instant))
            return instant;
        Refuse(name, "impossible-time", "Expected an instant with its offset as in RFC 3339, such as 2026-11-20T09:14:00Z.");
        return null;
    }

    public int? Whole(string name, int least, int most, bool required = false)
    {
        if (Member(name) is { } value)
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
                return number;
            Refuse(name, "wrong-type", $"Expected a whole number from {least} to {most}.");
        }
        else if (required)
        {
            Refuse(name, "required", $"Expected a whole number from {least} to {most}.");
        }

        return null;
    }

    public decimal? Amount(string name, decimal least, decimal most)
    {
        if (Member(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most)
            return number;
        Refuse(name, "wrong-type", $"Expected a number from {least} to {most}.");
        return null;
    }

    public bool Flag(string name, bool otherwise = false)
    {
        if (Member(name) is not { } value)
            return otherwise;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Refuse(name, "wrong-type", "Expected true or false.");
        return otherwise;
    }

    /// <summary>One of an enum's members as the wire writes them: in lower case, words apart by hyphens.</summary>
    public T? Choice<T>(string name, bool required = false) where T : struct, Enum
    {
        var value = Member(name);
        if (value is null && !required)
            return null;
        if (value is { } given && TextOf(given) is { } text)
            foreach (var choice in Enum.GetValues<T>())
                if (WordOf(choice) == text)
                    return choice;
        Refuse(name, value is null ? "required" : "wrong-type", $"Expected one of: {string.Join(", ", Enum.GetValues<T>().Select(WordOf))}.");
        return null;
    }

    /// <summary>One of an enum's members as what is shown writes them: in lower case without separators.</summary>
    public T? Word<T>(string name, bool required = false) where T : struct, Enum
    {
        var value = Member(name);
        if (value is null && !required)
            return null;
        if (value is { } given && WordOf<T>(given) is { } word)
            return word;
        Refuse(name, value is null ? "required" : "wrong-type", $"Expected one of: {Words<T>()}.");
        return null;
    }

    /// <summary>Several of them.</summary>
    public ImmutableArray<T> Words<T>(string name, int mostItems) where T : struct, Enum =>
        Array(name, mostItems, (value, place) =>
        {
            if (WordOf<T>(value) is { } word)
                return word;
            Refuse(place, "wrong-type", $"Expected one of: {Words<T>()}.");
            return default;
        });

    public ImmutableArray<DateOnly> Days(string name, int mostItems) => Array(name, mostItems, (value, place) =>
    {
        if (TextOf(value) is { } text && Rfc3339.TryReadDay(System.Text.Encoding.UTF8.GetBytes(text), out var day))
            return day;
        Refuse(place, "impossible-date", "Expected a day of the calendar as YYYY-MM-DD.");
        return default;
    });

    public ImmutableArray<int> Wholes(string name, int mostItems, int least, int most) => Array(name, mostItems, (value, place) =>
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Refuse(place, "wrong-type", $"Expected a whole number from {least} to {most}.");
        return default;
    });

    /// <summary>Objects within, each read in turn. Their errors are this form's.</summary>
    public ImmutableArray<T> Objects<T>(string name, int mostItems, Func<JsonForm, T> read) => Array(name, mostItems, (value, place) =>
    {
        var form = new JsonForm(value, $"{pointer}/{place}", errors);
        var item = read(form);
        form.Close();
        return item;
    });

    public bool Has(string name) => Member(name) is not null;

    /// <summary>An object within, which must be closed when it is read; null when it is left out. Its errors are this form's.</summary>
    public JsonForm? Object(string name) => Member(name) is { } value ? new JsonForm(value, $"{pointer}/{name}", errors) : null;

    public void Refuse(string name, string code, string detail) =>
        errors.Add(new FieldError(name.Length == 0 ? pointer : $"{pointer}/{name}", code, detail));

    private ImmutableArray<T> Array<T>(string name, int mostItems, Func<JsonElement, string, T> read)
    {
        if (Member(name) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > mostItems)
        {
            Refuse(name, "wrong-type", $"Expected an array of at most {mostItems}.");
            return [];
        }

        return [.. value.EnumerateArray().Select((item, i) => read(item, $"{name}/{i}"))];
    }

    private static T? WordOf<T>(JsonElement value) where T : struct, Enum
    {
        foreach (var word in Enum.GetValues<T>())
            if (string.Equals(TextOf(value), LowerCased(word), StringComparison.Ordinal))
                return word;
        return null;
    }

    private static string Words<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(LowerCased));

    private static string LowerCased<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();

    private static string WordOf<T>(T choice) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());

    private JsonElement? Member(string name)
    {
        asked.Add(name);
        return members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    // Half a character, written as an escape, is valid JSON and no text; nor is what a terminal obeys and PostgreSQL cannot keep.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !text.Any(IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsControl(char one) => char.IsControl(one) && one is not ('\n' or '\r' or '\t');
}
