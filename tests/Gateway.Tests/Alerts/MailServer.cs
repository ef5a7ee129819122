using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MimeKit;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>A mail server in a process of its own, npm's smtp-server: remembers what came, and refuses what it is told to.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly BlockingCollection<JsonElement> answers = [];
    private ImmutableList<MimeMessage> received = [];

    private MailServer(Process process) => this.process = process;

    public int Port { get; private set; }

    public ImmutableList<MimeMessage> All => received;

    /// <param name="port">0 for any.</param>
    public static async Task<MailServer> StartAsync(int port = 0)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tests/Gateway.Tests/Alerts/mail-server.mjs"), port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "web"), RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        var server = new MailServer(Process.Start(start)!);
        _ = Task.Run(server.ListenAsync);
        server.Port = (await server.AnswerAsync("port")).GetInt32();
        return server;
    }

    /// <summary>Answers every recipient so from now on; 0 takes them.</summary>
    public async Task RefuseAsync(int code)
    {
        await process.StandardInput.WriteLineAsync(code.ToString(CultureInfo.InvariantCulture));
        await AnswerAsync("refusing");
    }

    public Task<ImmutableList<MimeMessage>> WaitAsync(string what, string to, Func<ImmutableList<MimeMessage>, bool> until) =>
        Eventually.HoldsAsync(what, () => Task.FromResult(To(to)), until);

    public ImmutableList<MimeMessage> To(string address) => All.FindAll(m => m.To.Mailboxes.Any(box => box.Address == address));

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        answers.Dispose();
    }

    private async Task<JsonElement> AnswerAsync(string name) => await Task.Run(() =>
        answers.TryTake(out var answer, TimeSpan.FromSeconds(30)) && answer.TryGetProperty(name, out var value) ? value : throw new InvalidOperationException("The mail server does not answer."));

    private async Task ListenAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var said = JsonDocument.Parse(line).RootElement;
            if (said.TryGetProperty("raw", out var raw))
            {
                var mail = await MimeMessage.LoadAsync(new MemoryStream(raw.GetBytesFromBase64()));
                ImmutableInterlocked.Update(ref received, all => all.Add(mail));
            }
            else
            {
                answers.Add(said);
            }
        }
    }
}
