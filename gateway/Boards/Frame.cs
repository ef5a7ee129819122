using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards;

/// <summary>A message of the hub as its bytes: made once, written to every connection that is to have it.</summary>
/// <param name="Json">The argument alone, as an HTTP answer carries it.</param>
internal sealed record WireMessage(SerializedHubMessage Hub, ReadOnlyMemory<byte> Json)
{
    // What SignalR's JSON protocol writes for an invocation without an answer.
    private const byte RecordSeparator = 0x1e;

    public static WireMessage Make(string target, Action<Utf8JsonWriter> writeArgument)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.Write("{\"type\":1,\"target\":\""u8);
        buffer.Write(System.Text.Encoding.ASCII.GetBytes(target));
        buffer.Write("\",\"arguments\":["u8);
        var start = buffer.WrittenCount;
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
        }))
            writeArgument(writer);
        var end = buffer.WrittenCount;
        buffer.Write("]}"u8);
        buffer.Write([RecordSeparator]);
        return new WireMessage(
            new SerializedHubMessage([new SerializedMessage("json", buffer.WrittenMemory)]), buffer.WrittenMemory[start..end]);
    }

    public static WireMessage Alive(long position, DateTimeOffset committedAt) => Make("Alive", json =>
    {
        json.WriteStartObject();
        json.WriteNumber("position"u8, position);
        json.WriteString("committedAt"u8, committedAt);
        json.WriteEndObject();
    });
}

/// <summary>
/// A topic's rows from one position to another, for everybody of one rights class. What it holds does not change
/// any more; its bytes are made at most once, when first asked for.
/// </summary>
/// <param name="from">0 for a snapshot, which needs no position before it.</param>
internal sealed class Frame(
    TopicName topic, Rights rights, bool isSnapshot, long from, long to, DateTimeOffset committedAt,
    List<IRow> rows, List<string> gone, object totals)
{
    // About 100 KB: below that, handing it to another thread costs more than it saves the loop.
    private const int RowsEncodedInTheLoop = 256;

    // A screenful comes first; the last are as long as a browser takes in without a hitch. Few in all, for each is drawn.
    private static readonly ImmutableArray<int> PartRows = [500, 2_000, 8_000, 16_000];

    private Task<WireMessage>? encoded;
    private Task<WireMessage>[]? parts;

    public long From => from;

    public long To => to;

    public DateTimeOffset CommittedAt => committedAt;

    public bool IsSnapshot => isSnapshot;

    public IReadOnlyList<IRow> Rows => rows;

    public object Totals => totals;

    /// <summary>Completed at once for a small frame. Not thread-safe: for the loop alone.</summary>
    public Task<WireMessage> Encoded => encoded ??= rows.Count > RowsEncodedInTheLoop ? Task.Run(() => Encode(rows, 1, 1)) : Task.FromResult(Encode(rows, 1, 1));

    /// <summary>
    /// The same for those who show the first rows before the last have come: a long board in several messages, the worst
    /// lines first. As <see cref="Encoded"/>, for the loop alone.
    /// </summary>
    public IReadOnlyList<Task<WireMessage>> Parts => !isSnapshot || rows is not [BoardRow, ..] || rows.Count <= 2 * PartRows[0] ? [Encoded] : parts ??= MakeParts();

    private Task<WireMessage>[] MakeParts()
    {
        List<Range> ranges = [];
        for (var at = 0; at < rows.Count; at = ranges[^1].End.Value)
            ranges.Add(at..Math.Min(rows.Count, at + PartRows[Math.Min(ranges.Count, PartRows.Length - 1)]));
        // One after the other: a board that somebody opens takes one thread of those that everybody works on, not nine.
        var sorting = Task.Run<List<IRow>>(() => [.. rows.Cast<BoardRow>().Order(BoardRow.WorstFirst)]);
        var made = new Task<WireMessage>[ranges.Count];
        for (var i = 0; i < made.Length; i++)
            made[i] = AfterAsync(i == 0 ? sorting : made[i - 1], ranges[i], i + 1);
        return made;

        async Task<WireMessage> AfterAsync(Task before, Range range, int part)
        {
            await before;
            return Encode((await sorting)[range], part, ranges.Count);
        }
    }

    private WireMessage Encode(List<IRow> rows, int part, int parts) => WireMessage.Make("Frame", json =>
    {
        var options = WireJson.For(rights.HiddenFields);
        json.WriteStartObject();
        json.WriteString("topic"u8, topic.ToString());
        json.WriteString("kind"u8, isSnapshot ? "snapshot"u8 : "delta"u8);
        json.WriteNumber("from"u8, from);
        json.WriteNumber("to"u8, to);
        json.WriteString("committedAt"u8, committedAt);
        if (parts > 1)
        {
            json.WriteNumber("part"u8, part);
            json.WriteNumber("parts"u8, parts);
        }

        json.WriteStartArray("rows"u8);
        if (rows.Count > 0)
        {
            var type = options.GetTypeInfo(rows[0].GetType());
            foreach (var row in rows)
                JsonSerializer.Serialize(json, row, type);
        }

        json.WriteEndArray();
        json.WriteStartArray("gone"u8);
        foreach (var id in gone)
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WritePropertyName("totals"u8);
        JsonSerializer.Serialize(json, totals, options.GetTypeInfo(totals.GetType()));
        json.WriteEndObject();
    });
}
