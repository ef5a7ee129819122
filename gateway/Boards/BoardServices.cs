using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Boards;

public static class BoardServices
{
    /// <summary>
    /// <see cref="Rows"/>, kept current, and the live push. Needs the journal, <see cref="IGrainFactory"/>,
    /// <see cref="TimeProvider"/> and <see cref="People"/>.
    /// </summary>
    public static IServiceCollection AddBoards(this IServiceCollection services)
    {
        services.AddSingleton(provider => new Rows(provider.GetRequiredService<Feed>().CatchUpAsync));
        services.AddHostedService<RowFollower>();
        services.AddSingleton<DetailReader>();
        services.AddSingleton(provider => new FramePump(
            provider.GetRequiredService<Rows>(),
            provider.GetRequiredService<DetailReader>().ReadAsync,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FramePump>>()));
        services.AddHostedService(provider => provider.GetRequiredService<FramePump>());

        services.AddSingleton<HubLifetimeManager<LiveHub>, LiveConnections>();
        services.AddSignalR(hub =>
        {
            // Frames are written once as the JSON protocol's bytes; another protocol would need its own.
            hub.SupportedProtocols = ["json"];
            hub.MaximumReceiveMessageSize = 4 * 1024;
            hub.MaximumParallelInvocationsPerClient = 1;
        });
        return services;
    }

    /// <summary>The hub at <c>/hub/live</c>, and <c>GET /api/v1/boards/{topic}</c>.</summary>
    public static void MapBoards(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<LiveHub>("/hub/live", transport =>
        {
            transport.TransportMaxBufferSize = 64 * 1024;
            transport.ApplicationMaxBufferSize = 8 * 1024;
            transport.TransportSendTimeout = TimeSpan.FromSeconds(30);
        });

        routes.MapGet("/api/v1/boards/{topic}", SnapshotAsync)
            .WithTags("Boards").WithName("GetBoard").WithSummary("The snapshot that a follower of the topic would get")
            .WithDescription("Topics: overview, board:{brand}:{category} (* for all brands), vendor:{code}, po:{number}, style:{number}.")
            .Produces<FrameDocument>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
    }

    private static async Task<IResult> SnapshotAsync(string topic, HttpContext http, FramePump pump, CancellationToken ct)
    {
        try
        {
            return Results.Bytes(await pump.SnapshotAsync(http.Person(), topic, ct), "application/json");
        }
        catch (TopicRefusedException refused)
        {
            return new ProblemResult(new Fault("not-found", refused.Message));
        }
    }
}
