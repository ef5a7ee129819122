using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Selvedge.Gateway.Tests.Boards;

/// <summary>A raw WebSocket that speaks SignalR's JSON protocol.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly HttpMessageInvoker http;
    private readonly Queue<JsonObject> kept = [];
    private byte[] received = new byte[64 * 1024];
    private int count;
    private int invocations;

    private HubClient(int receiveBufferBytes)
    {
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, ct) =>
            {
                var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                if (receiveBufferBytes > 0)
                    tcp.ReceiveBufferSize = receiveBufferBytes;
                await tcp.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(tcp, ownsSocket: true);
            },
        });
    }

    /// <param name="receiveBufferBytes">Of the socket; 0 for the usual. A small one makes a client that does not read soon felt.</param>
    /// <param name="parts">Whether it takes a long snapshot in parts.</param>
    /// <param name="token">Of a link to a wall.</param>
    /// <param name="cookie">Of a session.</param>
    public static async Task<HubClient> ConnectAsync(Uri address, string? person = null, int receiveBufferBytes = 0, bool parts = false, string? token = null, string? cookie = null)
    {
        var client = new HubClient(receiveBufferBytes);
        var uri = new UriBuilder(address) { Scheme = "ws", Path = "/hub/live", Query = $"parts={(parts ? "true" : "false")}{(person is null ? "" : $"&person={person}")}{(token is null ? "" : $"&access_token={token}")}" }.Uri;
        if (cookie is not null)
            client.socket.Options.SetRequestHeader("Cookie", cookie);
        await client.socket.ConnectAsync(uri, client.http, default);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await client.NextMessageAsync()).ToJsonString());
        return client;
    }

    /// <summary>Sends without waiting for an answer.</summary>
    public async Task<string> SendAsync(string method, params JsonNode?[] arguments)
    {
        var id = (++invocations).ToString();
        await SendAsync(new JsonObject { ["type"] = 1, ["invocationId"] = id, ["target"] = method, ["arguments"] = new JsonArray(arguments) }.ToJsonString());
        return id;
    }

    /// <summary>Calls and waits for the completion; frames that come before it are kept for <see cref="NextFrameAsync"/>.</summary>
    /// <returns>The error, or null.</returns>
    public async Task<string?> InvokeAsync(string method, params JsonNode?[] arguments)
    {
        var id = await SendAsync(method, arguments);
        while (true)
        {
            var message = await NextMessageAsync();
            if ((int?)message["type"] == 3 && (string?)message["invocationId"] == id)
                return (string?)message["error"];
            kept.Enqueue(message);
        }
    }

    /// <summary>The argument of the next message of that name.</summary>
    public async Task<JsonObject> NextAsync(string target)
    {
        while (true)
        {
            var message = kept.TryDequeue(out var earlier) ? earlier : await NextMessageAsync();
            if ((string?)message["target"] == target)
                return message["arguments"]![0]!.AsObject();
            Assert.NotEqual(7, (int?)message["type"]);
        }
    }

    public Task<JsonObject> NextFrameAsync() => NextAsync("Frame");

    /// <summary>Reads on until the connection ends, and returns what the server said of it.</summary>
    public async Task<string?> ReadToEndAsync()
    {
        string? said = null;
        try
        {
            while (true)
            {
                var message = await NextMessageAsync();
                if ((int?)message["type"] == 7)
                    said = (string?)message["error"];
            }
        }
        catch (Exception e) when (e is WebSocketException or EndOfStreamException or IOException)
        {
            return said;
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        http.Dispose();
        await ValueTask.CompletedTask;
    }

    private Task SendAsync(string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task<JsonObject> NextMessageAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var searched = 0;
        while (true)
        {
            var end = received.AsSpan(searched, count - searched).IndexOf((byte)0x1e);
            if (end >= 0)
            {
                end += searched;
                var message = JsonNode.Parse(received.AsSpan(0, end))!.AsObject();
                received.AsSpan(end + 1, count - end - 1).CopyTo(received);
                count -= end + 1;
                return message;
            }

            searched = count;
            if (count == received.Length)
                Array.Resize(ref received, count * 2);
            var read = await socket.ReceiveAsync(received.AsMemory(count), patience.Token);
            if (read.MessageType == WebSocketMessageType.Close)
                throw new EndOfStreamException("The server closed the connection.");
            count += read.Count;
        }
    }
}
