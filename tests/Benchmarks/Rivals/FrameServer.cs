using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Selvedge.Benchmarks.Live;
using Selvedge.Benchmarks.Servers;

namespace Selvedge.Benchmarks.Rivals;

/// <summary>
/// What sending frames costs at the least: a server without a hub that plays recorded messages, at the times at which
/// they were received, to WebSockets that ask for their topic.
/// </summary>
internal static class FrameServer
{
    /// <summary>As the program's first argument: serve until told to stop.</summary>
    public const string Name = "serve-frames";

    private const string RecordingVariable = "SELVEDGE_RIVAL_RECORDING";

    public static Task<ServerProcess> StartAsync(string recording) =>
        ServerProcess.StartAsync(["Selvedge.Benchmarks.dll", Name], new() { [RecordingVariable] = recording }, "/ready");

    /// <summary>Returns when all has been played once.</summary>
    public static async Task PlayAsync(ServerProcess server)
    {
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(5) };
        using var played = await client.PostAsync("/play", null);
        played.EnsureSuccessStatusCode();
    }

    /// <summary>Writes what the screens' recordings hold, and ends them.</summary>
    public static void Save(string path, Screens room)
    {
        var recorded = room.All.Where(screen => screen.Recording is not null).ToList();
        var first = recorded.SelectMany(screen => screen.Recording!).Min(frame => frame.ArrivedAt);
        using var file = new BinaryWriter(File.Create(path));
        foreach (var (screen, frame) in recorded.SelectMany(screen => screen.Recording!.Select(frame => (screen, frame))).OrderBy(one => one.frame.ArrivedAt))
        {
            file.Write(screen.Topic);
            file.Write(Stopwatch.GetElapsedTime(first, frame.ArrivedAt).Ticks);
            file.Write(frame.Message.Length);
            file.Write(frame.Message);
        }

        foreach (var screen in recorded)
            screen.Recording = null;
    }

    public static async Task RunAsync(Arguments arguments)
    {
        arguments.RefuseUnknown();
        var frames = Load(Environment.GetEnvironmentVariable(RecordingVariable) ?? throw new ArgumentException($"{RecordingVariable} names no file."));
        var screens = new ConcurrentDictionary<string, ImmutableArray<Screen>>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/ready", () => "ready");
        app.MapPost("/play", (CancellationToken ct) => PlayAsync(frames, screens, ct));
        app.Map("/hub/live", async (HttpContext http) =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await ServeAsync(new Screen(socket), frames, screens, http.RequestAborted);
        });
        await app.RunAsync();
    }

    private static async Task PlayAsync(
        ImmutableArray<Played> frames, ConcurrentDictionary<string, ImmutableArray<Screen>> screens, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var frame in frames)
        {
            while (Stopwatch.GetElapsedTime(started) < frame.At)
                await Task.Delay(1, ct);
            foreach (var screen in screens.GetValueOrDefault(frame.Topic, []))
                screen.Send(frame.Message);
        }
    }

    // Handshake, the topic asked for, then pings: only the second is answered, by the topic's first frame.
    private static async Task ServeAsync(
        Screen screen, ImmutableArray<Played> frames, ConcurrentDictionary<string, ImmutableArray<Screen>> screens, CancellationToken ct)
    {
        var buffer = new byte[1_024];
        while (await screen.ReceiveAsync(buffer, ct) is { MessageType: WebSocketMessageType.Text } received)
        {
            using var message = JsonDocument.Parse(buffer.AsMemory(0, received.Count - 1));
            if (!message.RootElement.TryGetProperty("arguments", out var asked))
                continue;
            var topic = asked[0].GetString()!;
            screens.AddOrUpdate(topic, [screen], (_, others) => others.Add(screen));
            screen.Send(frames.First(frame => frame.Topic == topic).Message);
        }
    }

    private static ImmutableArray<Played> Load(string path)
    {
        using var file = new BinaryReader(File.OpenRead(path));
        var frames = ImmutableArray.CreateBuilder<Played>();
        while (file.BaseStream.Position < file.BaseStream.Length)
            frames.Add(new Played(string.Intern(file.ReadString()), new TimeSpan(file.ReadInt64()), file.ReadBytes(file.ReadInt32())));
        return frames.ToImmutable();
    }

    private sealed record Played(string Topic, TimeSpan At, byte[] Message);

    private sealed class Screen(WebSocket socket)
    {
        private Task sending = Task.CompletedTask;

        public Task<WebSocketReceiveResult> ReceiveAsync(byte[] buffer, CancellationToken ct) => socket.ReceiveAsync(buffer, ct);

        /// <summary>Unless the one before has not left yet.</summary>
        public void Send(byte[] message)
        {
            if (!sending.IsCompleted)
                return;
            var sent = socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            sending = sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
        }
    }
}
