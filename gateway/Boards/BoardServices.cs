using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;
using Selvedge.Journal;

namespace Selvedge.Gateway.Boards;

public static class BoardServices
{
    private const string Topics = "Topics: overview, board:{brand}:{category} (* for all brands), vendor:{code}, po:{number}, style:{number}, approvals:{brand}:{category}, alerts:{person} (what waits for the reader; of the present alone).";

    /// <summary>
    /// <see cref="Rows"/>, kept current, and the live push. Needs the journal, <see cref="IGrainFactory"/>,
    /// <see cref="TimeProvider"/> and <see cref="People"/>.
    /// </summary>
    public static IServiceCollection AddBoards(this IServiceCollection services)
    {
        services.AddSingleton(provider => new Rows(provider.GetRequiredService<Feed>().CatchUpAsync, provider.GetRequiredService<JournalOptions>().UnknownOutcomeLimit));
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

    /// <summary>The hub at <c>/hub/live</c>, and the boards read once: present, past, and what changed between.</summary>
    public static void MapBoards(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<LiveHub>("/hub/live", transport =>
        {
            transport.TransportMaxBufferSize = 64 * 1024;
            transport.ApplicationMaxBufferSize = 8 * 1024;
            transport.TransportSendTimeout = TimeSpan.FromSeconds(30);
        });

        var boards = routes.MapGroup("/api/v1/boards/{topic}").WithTags("Boards");
        boards.MapGet("", SnapshotAsync).WithName("GetBoard").WithSummary("The snapshot that a follower of the topic would get, or would have got")
            .WithDescription($"{Topics} {Past.Description}").WithMetadata(new QueryNames(Past.ParameterName) { IsList = true }, new OpenToWalls())
            .Produces<FrameDocument>().Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        boards.MapGet("/changes", ChangesAsync).WithName("GetBoardChanges").WithSummary("What is different between two moments")
            .WithDescription($"{Topics} Parameters: from and to (RFC 3339); without to up to now. Each changed row names its fields with what they were and are.")
            .WithMetadata(new QueryNames("from", "to"))
            .Produces<BoardChanges>().Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
    }

    private static async Task<IResult> SnapshotAsync(string topic, HttpContext http, FramePump pump, Past past, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Past.ParameterName);
        var until = await past.PositionAsync(parameters, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (until is not null && !http.Person().Rights.MayLookBack)
            return new ProblemResult(new Fault("not-allowed", "A wall shows the present."));
        try
        {
            var json = until is { } position
                ? (await (await boards.FrameAsync(TopicName.Parse(topic), http.Person().Rights, position, ct)).Encoded).Json
                : await pump.SnapshotAsync(http.Person(), topic, ct);
            return Results.Bytes(json, "application/json");
        }
        catch (TopicRefusedException refused)
        {
            return new ProblemResult(new Fault("not-found", refused.Message));
        }
    }

    private static async Task<IResult> ChangesAsync(
        string topic, HttpContext http, Past past, PastBoards boards, Journal.Journal journal, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "from", "to");
        var (from, to) = (parameters.Instant("from"), parameters.Instant("to"));
        if (from is null && parameters.Fault is null)
            parameters.Refuse("from", "bad-parameter", "Expected the earlier of two moments.");
        if (to < from)
            parameters.Refuse("to", "bad-parameter", "Expected a moment that is not before from.");
        var before = await past.PositionAsync(parameters, "from", from, ct);
        var after = await past.PositionAsync(parameters, "to", to, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        try
        {
            var (name, rights) = (TopicName.Parse(topic), http.Person().Rights);
            return TypedResults.Ok(BoardChanges.Between(
                await boards.FrameAsync(name, rights, before!.Value, ct),
                await boards.FrameAsync(name, rights, after ?? await journal.ReadHeadAsync(ct), ct), name, rights));
        }
        catch (TopicRefusedException refused)
        {
            return new ProblemResult(new Fault("not-found", refused.Message));
        }
    }
}
