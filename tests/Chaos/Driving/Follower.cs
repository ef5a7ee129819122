using System.Buffers;
using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Selvedge.Chaos.Driving;

/// <summary>A board as somebody has it on the screen.</summary>
internal sealed record Board(string Follower, string Topic, long Position, ImmutableDictionary<string, JsonElement> Rows, JsonElement Totals);

/// <summary>
/// Holds topics over a WebSocket in SignalR's JSON protocol, by the rules of the wire: a gap is <c>from</c> beyond the
/// position held and asks again, a frame with <c>to</c> at or below it is ignored, a row is taken when its <c>v</c> is
/// newer. When the connection ends it comes back, at the next node, and asks for what it missed.
/// </summary>
internal sealed class Follower(string name, History history, IReadOnlyList<NodeProcess> nodes, int first, params string[] topics)
{
    private const byte RecordSeparator = 0x1e;
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(12);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Board> boards = topics.ToDictionary(
        t => t, t => new Board(name, t, -1, ImmutableDictionary.Create<string, JsonElement>(StringComparer.Ordinal), default));
    private int frames;

    /// <summary>Frames taken in.</summary>
    public int Frames => frames;

    /// <summary>What is on the screen now.</summary>
    public ImmutableArray<Board> Boards
    {
        get
        {
            lock (gate)
                return [.. boards.Values];
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        for (var turn = first; !stop.IsCancellationRequested; turn++)
        {
            try
            {
                await HoldAsync(nodes[turn % nodes.Count], stop);
            }
            catch (Exception ended) when (ended is WebSocketException or IOException or OperationCanceledException or HttpRequestException)
            {
            }

            await Task.Delay(BeforeAgain, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HoldAsync(NodeProcess node, CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{node.Address.Port}/hub/live"), stop);
        await SendAsync(socket, """{"protocol":"json","version":1}""", stop);
        foreach (var topic in topics)
            await FollowAsync(socket, topic, stop);

        var received = new ArrayBufferWriter<byte>();
        while (true)
        {
            // Alive comes every five seconds: whoever hears nothing for longer has lost the node.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Silence);
            var part = await socket.ReceiveAsync(received.GetMemory(16 * 1024), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            received.Advance(part.Count);
            if (!part.EndOfMessage)
                continue;
            foreach (var message in Split(received.WrittenMemory))
                if (!await TakeAsync(socket, node, message, stop))
                    return;
            received.Clear();
        }
    }

    /// <summary>False when the connection is of no more use.</summary>
    private async Task<bool> TakeAsync(ClientWebSocket socket, NodeProcess node, ReadOnlyMemory<byte> json, CancellationToken stop)
    {
        using var document = JsonDocument.Parse(json);
        var message = document.RootElement;
        // The answer to the handshake has no type.
        switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 1 when message.GetProperty("target").GetString() == "Frame":
                if (Apply(node, message.GetProperty("arguments")[0].Clone()) is { } missed)
                    await FollowAsync(socket, missed, stop);
                return true;
            case 3:
                return !message.TryGetProperty("error", out _);
            case 7:
                return false;
            default:
                return true;
        }
    }

    /// <summary>The topic to ask for again when something was missed.</summary>
    internal string? Apply(NodeProcess node, JsonElement frame)
    {
        var topic = frame.GetProperty("topic").GetString()!;
        var isSnapshot = frame.GetProperty("kind").GetString() == "snapshot";
        var to = frame.GetProperty("to").GetInt64();
        lock (gate)
        {
            var board = boards[topic];
            if (!isSnapshot && frame.GetProperty("from").GetInt64() > board.Position)
                return topic;
            if (to <= board.Position)
                return null;

            var rows = isSnapshot ? board.Rows.Clear() : board.Rows;
            foreach (var row in frame.GetProperty("rows").EnumerateArray())
            {
                var id = row.GetProperty("id").GetString()!;
                // Nodes may number a row's last change differently, where one saw two changes as one: then it is the same row.
                if (board.Rows.TryGetValue(id, out var held) && row.GetProperty("v").GetInt64() < held.GetProperty("v").GetInt64() && !SaysTheSame(row, held))
                    history.Misbehaviour.Enqueue(
                        $"{name} at node {node.Name}: {topic} went back at {id}: held v {held.GetProperty("v")} at {board.Position}, got v {row.GetProperty("v")} up to {to}");
                if (isSnapshot || !rows.TryGetValue(id, out held) || row.GetProperty("v").GetInt64() > held.GetProperty("v").GetInt64())
                    rows = rows.SetItem(id, row);
            }

            rows = rows.RemoveRange(frame.GetProperty("gone").EnumerateArray().Select(id => id.GetString()!));
            boards[topic] = new Board(name, topic, to, rows, frame.GetProperty("totals"));
            frames++;
            return null;
        }
    }

    private static bool SaysTheSame(JsonElement one, JsonElement other) =>
        one.EnumerateObject().Count() == other.EnumerateObject().Count()
        && one.EnumerateObject().All(member => member.NameEquals("v") || other.TryGetProperty(member.Name, out var value) && JsonElement.DeepEquals(member.Value, value));

    private Task FollowAsync(ClientWebSocket socket, string topic, CancellationToken stop)
    {
        long held;
        lock (gate)
            held = boards[topic].Position;
        var after = held < 0 ? "null" : held.ToString();
        return SendAsync(socket, $$"""{"type":1,"invocationId":"1","target":"Follow","arguments":["{{topic}}",{{after}}]}""", stop);
    }

    private static Task SendAsync(ClientWebSocket socket, string message, CancellationToken stop) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)RecordSeparator), WebSocketMessageType.Text, true, stop);

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> received)
    {
        List<ReadOnlyMemory<byte>> messages = [];
        for (var end = received.Span.IndexOf(RecordSeparator); end >= 0; end = received.Span.IndexOf(RecordSeparator))
        {
            messages.Add(received[..end]);
            received = received[(end + 1)..];
        }

        return messages;
    }
}
