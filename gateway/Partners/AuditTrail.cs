using System.Diagnostics;
using System.Threading.Channels;
using Selvedge.Domain.Partners;
using Selvedge.Journal;

namespace Selvedge.Gateway.Partners;

/// <summary>What a request of a partner came to, as far as its status does not say it. Rides with the request.</summary>
internal sealed class Audited
{
    public string Verdict { get; set; } = "";
}

/// <summary>
/// Writes down what partners ask for and are answered: as it happens, in bundles. While the database is away it is held back,
/// up to a point from which partners wait for it. Kept for <see cref="Kept"/>.
/// </summary>
internal sealed class AuditTrail(AccessLog records, TimeProvider time, ILogger<AuditTrail> log) : BackgroundService
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int MostWaiting = 10_000;
    private const int MostTogether = 500;
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private readonly Channel<AccessRecord> waiting = Channel.CreateBounded<AccessRecord>(MostWaiting);

    /// <summary>Has the request written down when it has been answered.</summary>
    public Audited Follow(HttpContext http, PartnerSheet partner, PartnerKey key)
    {
        var audited = new Audited();
        http.Features.Set(audited);
        var trace = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        http.Response.OnCompleted(async () => await waiting.Writer.WriteAsync(new AccessRecord(
            time.GetUtcNow(), partner.Id, key.Id, http.Request.Method, Shortened(http.Request.Path + http.Request.QueryString), http.Response.StatusCode, audited.Verdict, trace)));
        return audited;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var forgotten = DateTimeOffset.MinValue;
        // Ends when the writer was completed: what was asked before the node stopped is written too.
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var together = new List<AccessRecord>();
            while (together.Count < MostTogether && waiting.Reader.TryRead(out var record))
                together.Add(record);
            if (!await WriteAsync(together, stoppingToken))
                return;
            if (time.GetUtcNow() - forgotten < TimeSpan.FromHours(1))
                continue;
            forgotten = time.GetUtcNow();
            await TryAsync(() => records.ForgetAsync(forgotten - Kept, stoppingToken));
        }
    }

    private async Task<bool> WriteAsync(List<AccessRecord> together, CancellationToken stopping)
    {
        while (!await TryAsync(() => records.WriteAsync(together, CancellationToken.None)))
        {
            if (stopping.IsCancellationRequested)
                return false;
            await Task.Delay(TryAgain, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception e) when (e is JournalUnavailableException or OperationCanceledException)
        {
            log.LogWarning("The audit trail waits: {Reason}", e.Message);
            return false;
        }
        catch (Exception e)
        {
            // What cannot be written now never can be: it must not end the node.
            log.LogError(e, "A part of the audit trail could not be written");
            return true;
        }
    }

    private static string Shortened(string text) => text.Length <= 500 ? text : text[..500];
}
