// Runs once per POST of status events; a hundred-item batch is the common case.
// Budget: a few microseconds and the event's own strings per item; nothing else is allocated for a right one.
// Trick: one pass of Utf8JsonReader over the body where it lies; errors and pointers exist only once something is wrong.
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Partners;

/// <summary>
/// Reads a body of status events in one of its three forms: a JSON array, one JSON object, or one object per line
/// (NDJSON). Never throws for what a sender wrote.
/// </summary>
/// <param name="now">Events updated more than five minutes later are refused: the sender's clock or zone is wrong.</param>
internal sealed class StatusEventReader(DateTimeOffset now)
{
    public const int MaxItems = 1_000;
    public const int MaxDepth = 32;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    private readonly StatusEventForm form = new(now);

    public ReadEvents ReadJson(ReadOnlySpan<byte> body)
    {
        if (Unreadable(ref body) is { } fault)
            return new ReadEvents.Unreadable(fault);

        var items = ImmutableArray.CreateBuilder<ReadItem>();
        var reader = new Utf8JsonReader(body, Strict);
        var isSingle = false;
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                isSingle = true;
                items.Add(form.Read(ref reader, ""));
            }
            else if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (items.Count == MaxItems)
                        return new ReadEvents.Unreadable(TooMany());
                    items.Add(form.Read(ref reader, $"/{items.Count}"));
                }
            }
            else
            {
                return new ReadEvents.Unreadable(Fault.At("", "malformed-body", "Expected an array of events, one event, or one event per line."));
            }

            // Whatever follows the value makes the body malformed.
            reader.Read();
        }
        catch (JsonException broken)
        {
            return new ReadEvents.Unreadable(Malformed(broken, isSingle || items.Count == 0 && reader.TokenType == JsonTokenType.None ? "" : $"/{items.Count}"));
        }

        return items.Count == 0 ? new ReadEvents.Unreadable(NoItems()) : new ReadEvents.Items(items.DrainToImmutable(), isSingle);
    }

    /// <summary>Each line stands for itself: one that is broken refuses itself alone. Empty lines count for nothing.</summary>
    public ReadEvents ReadLines(ReadOnlySpan<byte> body)
    {
        if (Unreadable(ref body) is { } fault)
            return new ReadEvents.Unreadable(fault);

        var items = ImmutableArray.CreateBuilder<ReadItem>();
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            var line = (end < 0 ? body : body[..end]).Trim(" \t\r"u8);
            body = end < 0 ? default : body[(end + 1)..];
            if (line.IsEmpty)
                continue;
            if (items.Count == MaxItems)
                return new ReadEvents.Unreadable(TooMany());
            items.Add(ReadLine(line, $"/{items.Count}"));
        }

        return items.Count == 0 ? new ReadEvents.Unreadable(NoItems()) : new ReadEvents.Items(items.DrainToImmutable(), IsSingle: false);
    }

    private ReadItem ReadLine(ReadOnlySpan<byte> line, string pointer)
    {
        var reader = new Utf8JsonReader(line, Strict);
        try
        {
            reader.Read();
            var item = form.Read(ref reader, pointer);
            reader.Read();
            return item;
        }
        catch (JsonException broken)
        {
            return new ReadItem(null, null, Malformed(broken, pointer).Errors);
        }
    }

    private static Fault? Unreadable(ref ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        return Utf8.IsValid(body) ? null : Fault.At("", "not-utf-8", "The body holds bytes that are not UTF-8.");
    }

    private static Fault NoItems() => Fault.At("", "no-items", "Expected at least one event.");

    private static Fault TooMany() => Fault.At($"/{MaxItems}", "too-many-items", $"At most {MaxItems} events go into one batch: split it.");

    private static Fault Malformed(JsonException broken, string pointer) => Fault.At(
        pointer, "malformed-body", $"The JSON breaks at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}, or nests deeper than {MaxDepth}.");
}
