using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Dcsa;

/// <summary>Reads bodies of DCSA events. An event that cannot be read refuses itself alone; never throws for what a sender wrote.</summary>
internal static class EventReader
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = StatusEventReader.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>An object with an array of events.</summary>
    public static (ImmutableArray<(SaidEvent? Event, DcsaFeedbackElement? Refusal)> Items, Fault? Fault) ReadNewest(ReadOnlySpan<byte> body) => Read(
        body, isWrapped: true, (element, index) => element.Deserialize<DcsaEvent>(Form)?.Said(index, Encoding.UTF8.GetBytes(element.GetRawText())));

    /// <summary>An array of events, as callbacks of 2.2 send them.</summary>
    public static (ImmutableArray<(SaidEvent? Event, DcsaFeedbackElement? Refusal)> Items, Fault? Fault) ReadTracks(ReadOnlySpan<byte> body) => Read(
        body, isWrapped: false, (element, index) => element.Deserialize<DcsaTrackEvent>(Form)?.Said(index, Encoding.UTF8.GetBytes(element.GetRawText())));

    private static (ImmutableArray<(SaidEvent?, DcsaFeedbackElement?)>, Fault?) Read(ReadOnlySpan<byte> body, bool isWrapped, Func<JsonElement, int, SaidEvent?> read)
    {
        if (!Utf8.IsValid(body))
            return ([], Fault.At("", "not-utf-8", "The body holds bytes that are not UTF-8."));
        try
        {
            using var document = JsonDocument.Parse(body.ToArray(), new() { MaxDepth = StatusEventReader.MaxDepth });
            var events = document.RootElement;
            if (isWrapped && (events.ValueKind != JsonValueKind.Object || !events.TryGetProperty("events"u8, out events)) || events.ValueKind != JsonValueKind.Array)
                return ([], Fault.At(isWrapped ? "/events" : "", "malformed-body", isWrapped ? "Expected an object with an array of events." : "Expected an array of events."));
            if (events.GetArrayLength() == 0)
                return ([], Fault.At("", "no-items", "Expected at least one event."));
            if (events.GetArrayLength() > StatusEventReader.MaxItems)
                return ([], Fault.At("", "too-many-items", $"At most {StatusEventReader.MaxItems} events go into one message: split it."));
            return ([.. events.EnumerateArray().Select((element, index) => ReadOne(element, index, isWrapped ? "$.events" : "$", read))], null);
        }
        // A name of which half a character was sent is no JSON that could be looked into.
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return ([], Fault.At("", "malformed-body", "The JSON breaks, or nests too deep."));
        }
    }

    private static (SaidEvent?, DcsaFeedbackElement?) ReadOne(JsonElement element, int index, string place, Func<JsonElement, int, SaidEvent?> read)
    {
        var at = $"{place}[{index}]";
        try
        {
            return read(element, index) is { } said ? (said, null) : (null, Wrong(at));
        }
        catch (JsonException wrong)
        {
            return (null, Wrong(at + (wrong.Path is { Length: > 1 } path ? path[1..] : "")));
        }
        catch (InvalidOperationException)
        {
            return (null, Wrong(at));
        }
    }

    private static DcsaFeedbackElement Wrong(string path) => new("ERROR", "wrong-type: Expected what the standard has there, once.", path);
}
