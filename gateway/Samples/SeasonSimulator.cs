using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// Lets the season live: looks at open orders and approvals through this node's own public API and says and does what
/// would come next, as a partner, as the brand's assistants and as a vendor would. Where the API refuses or is away it waits and goes on.
/// </summary>
internal sealed partial class SeasonSimulator(
    IServer server, IHostApplicationLifetime lifetime, TimeProvider time, SampleOptions options, SampleProgress progress,
    ILogger<SeasonSimulator> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync(stoppingToken);
            using var http = new HttpClient { BaseAddress = OwnAddress(), Timeout = TimeSpan.FromSeconds(30) };
            http.DefaultRequestHeaders.Add(People.HeaderName, SamplePeople.Floor);
            http.DefaultRequestHeaders.Add(SecurityRoutes.ClientHeaderName, "simulator");
            await LiveAsync(http, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task LiveAsync(HttpClient http, CancellationToken ct)
    {
        var (floor, reviews) = (new SimulatedFloor(http, new Random(), time), new SimulatedReviews(http, new Random(), time));
        var (answers, talk) = (new SimulatedAnswers(http, new Random()), new SimulatedTalk(http, new Random()));
        var owed = 0.0;
        var wait = Beat;
        while (true)
        {
            await Task.Delay(wait, time, ct);
            if (!progress.IsDone)
                continue;
            owed = Math.Min(owed + options.EventsPerSecond * Beat.TotalSeconds, 1_000);
            try
            {
                // A third of what happens is samples and swatches.
                owed -= await reviews.ActAsync((int)owed / 3, ct);
                owed -= await floor.ReportAsync((int)owed, ct);
                await answers.AnswerAsync(ct);
                await talk.SpeakAsync(ct);
                wait = Beat;
            }
            catch (Exception away) when (away is HttpRequestException or JsonException
                || away is OperationCanceledException && !ct.IsCancellationRequested)
            {
                // Whatever it was: what would have been said is forgotten, and asked about anew later.
                owed = 0;
                wait = wait < LongestWait / 2 ? wait * 2 : LongestWait;
                LogWaiting(log, away.Message, wait);
            }
        }
    }

    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    private Uri OwnAddress() => new(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? throw new InvalidOperationException("The simulator needs an address that the node listens on; found none."));

    [LoggerMessage(11, LogLevel.Warning, "The simulator goes on in {Wait}: {Reason}")]
    private static partial void LogWaiting(ILogger log, string reason, TimeSpan wait);
}
