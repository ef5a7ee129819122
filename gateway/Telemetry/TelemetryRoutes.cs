using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Samples;
using Selvedge.Journal;

namespace Selvedge.Gateway.Telemetry;

/// <summary>Signs of life: health, metrics, logs.</summary>
public static class TelemetryRoutes
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddTelemetry(this IServiceCollection services) =>
        services.AddSingleton<PrometheusExporter>().AddSingleton<Collection>()
            .AddSingleton<IHostedService>(provider => provider.GetRequiredService<Collection>());

    /// <summary>One JSON object per line where nobody reads along at a terminal.</summary>
    public static ILoggingBuilder AddTelemetry(this ILoggingBuilder logging) =>
        Console.IsOutputRedirected
            ? logging.AddJsonConsole(options => (options.UseUtcTimestamp, options.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"))
            : logging;

    public static IEndpointRouteBuilder MapTelemetry(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new Health("live"))).WithTags("Health").WithName("IsLive").WithSummary("The process answers");
        app.MapGet("/health/ready", ReadyAsync).WithTags("Health").WithName("IsReady").WithSummary("This node can serve: the database answers and all rows are in memory")
            .Produces<Health>().Produces<ProblemDocument>(503, ProblemDocument.MediaType);
        app.MapGet("/metrics", (PrometheusExporter prometheus) => TypedResults.Text(prometheus.Scrape(), PrometheusExporter.MediaType))
            .ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> ReadyAsync(Rows rows, SampleProgress sample, Shutdown shutdown, CancellationToken ct)
    {
        if (shutdown.IsLeaving)
            return NotReady("The node is about to stop.");
        if (!sample.IsDone)
            return NotReady(sample.Text ?? "The sample has not begun.");
        if (!rows.IsLoaded)
            return NotReady("The rows are still being loaded.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ReadyWithin);
        try
        {
            await rows.CatchUpAsync(limit.Token);
            return TypedResults.Ok(new Health("ready"));
        }
        catch (Exception late) when (late is OperationCanceledException or JournalUnavailableException or TimeoutException)
        {
            return NotReady($"The database did not answer within {ReadyWithin.TotalSeconds:0} s.");
        }
    }

    private static ProblemResult NotReady(string why) => new(new Fault("not-ready", why));

    private sealed record Health(string Status);
}
