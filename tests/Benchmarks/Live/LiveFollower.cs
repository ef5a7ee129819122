using System.Buffers;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Selvedge.Benchmarks.Live;

/// <summary>One screen: a WebSocket that speaks SignalR's JSON protocol, follows one topic, and notes when each frame had arrived whole.</summary>
internal sealed class LiveFollower : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;
    private static readonly byte[] Handshake = [.. "{\"protocol\":\"json\",\"version\":1}"u8, RecordSeparator];
    private static readonly byte[] Ping = [.. "{\"type\":6}"u8, RecordSeparator];
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(long To, long ArrivedAt)> frames = [];
    private Task receiving = Task.CompletedTask;
    private Task pinging = Task.CompletedTask;

    private LiveFollower(string topic) => Topic = topic;

    public string Topic { get; }

    public long Bytes { get; private set; }

    /// <summary>Where each frame's message is kept with its arrival, while one is set.</summary>
    public List<(long ArrivedAt, byte[] Message)>? Recording { get; set; }

    /// <summary>Frames since the last <see cref="Forget"/>, by arrival: the position each reaches, and its timestamp. Read when nothing comes any more.</summary>
    public IReadOnlyList<(long To, long ArrivedAt)> Frames => frames;

    /// <summary>Returns when the topic's snapshot is here.</summary>
    public static async Task<LiveFollower> FollowAsync(Uri server, string topic)
    {
        var follower = new LiveFollower(topic);
        await follower.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/hub/live" }.Uri, CancellationToken.None);
        await follower.SendAsync(Handshake);
        await follower.SendAsync([.. Encoding.UTF8.GetBytes($$"""{"type":1,"target":"Follow","arguments":["{{topic}}",null]}"""), RecordSeparator]);
        follower.receiving = follower.ReceiveAsync();
        follower.pinging = follower.PingAsync();
        await follower.answered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return follower;
    }

    public void Forget()
    {
        lock (frames)
            frames.Clear();
        Bytes = 0;
    }

    /// <summary>When what was committed at a position was seen here; null for never.</summary>
    public long? SeenAt(long position)
    {
        var (low, high) = (0, frames.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (frames[middle].To < position)
                low = middle + 1;
            else
                high = middle;
        }

        return low < frames.Count ? frames[low].ArrivedAt : null;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(receiving, pinging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        stopping.Dispose();
    }

    private ValueTask SendAsync(byte[] message) => socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, stopping.Token);

    private async Task PingAsync()
    {
        while (true)
        {
            await Task.Delay(BetweenPings, stopping.Token);
            await SendAsync(Ping);
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.GetMemory(16 * 1024), stopping.Token);
                var arrivedAt = Stopwatch.GetTimestamp();
                Bytes += received.Count;
                buffer.Advance(received.Count);
                if (received.MessageType == WebSocketMessageType.Close)
                    throw new InvalidOperationException($"The hub closed the connection that follows {Topic}.");
                if (buffer.WrittenSpan[^1] != RecordSeparator)
                    continue;
                TakeMessages(buffer.WrittenSpan, arrivedAt);
                buffer.ResetWrittenCount();
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            answered.TrySetException(failure);
            throw;
        }
    }

    private void TakeMessages(ReadOnlySpan<byte> messages, long arrivedAt)
    {
        while (messages.IndexOf(RecordSeparator) is var end and >= 0)
        {
            if (To(messages[..end]) is { } to)
            {
                lock (frames)
                    frames.Add((to, arrivedAt));
                Recording?.Add((arrivedAt, messages[..(end + 1)].ToArray()));
                answered.TrySetResult();
            }

            messages = messages[(end + 1)..];
        }
    }

    // Reads no further than the position: the rows behind it are the screen's business.
    private static long? To(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith("{\"type\":1,\"target\":\"Frame\""u8))
            return null;
        var reader = new Utf8JsonReader(message, isFinalBlock: false, default);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3 && reader.ValueTextEquals("to"u8))
                return reader.Read() ? reader.GetInt64() : null;
        return null;
    }
}
