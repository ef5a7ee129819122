using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Selvedge.Clustering;

namespace Selvedge.Engine.Tests;

/// <summary>A running silo with the grains of this assembly, on a clock that the test moves.</summary>
public sealed class Cluster : IAsyncDisposable
{
    public static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly IHost host;

    private Cluster(TimeProvider? time = null, TimeSpan? collectionAge = null, TimeSpan? responseTimeout = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(time ?? Time).AddSingleton(Script).AddScoped<ScopedThing>().AddLogging(logging => logging.AddProvider(Log));
        builder.Services.AddSilo(
            settings =>
            {
                settings.CollectionAge = collectionAge ?? CollectionAge;
                settings.ResponseTimeout = responseTimeout ?? ResponseTimeout;
            },
            typeof(Cluster).Assembly);
        host = builder.Build();
    }

    public ManualTime Time { get; } = new();

    public Script Script { get; } = new();

    public LogLines Log { get; } = new();

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public static Cluster NotStarted() => new();

    public static Task<Cluster> StartAsync() => StartAsync(new Cluster());

    /// <summary>On the machine's clock.</summary>
    public static Task<Cluster> StartInRealTimeAsync(TimeSpan collectionAge, TimeSpan responseTimeout) =>
        StartAsync(new Cluster(TimeProvider.System, collectionAge, responseTimeout));

    private static async Task<Cluster> StartAsync(Cluster cluster)
    {
        await cluster.host.StartAsync();
        return cluster;
    }

    public Task StopAsync(CancellationToken limit = default) => host.StopAsync(limit);

    /// <summary>Lets seconds pass until it is done, and some more: what it brings about takes a while of its own.</summary>
    public async Task PassTimeUntil(Task done)
    {
        for (var patience = TimeProvider.System.GetTimestamp(); !done.IsCompleted; await Task.Yield())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(patience) < Patience, "Time passed and nothing came of it.");
            Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await host.StopAsync(soon.Token);
        host.Dispose();
    }
}
