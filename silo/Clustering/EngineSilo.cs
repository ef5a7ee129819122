using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Engine;

namespace Selvedge.Clustering;

/// <summary>A silo on the in-process engine.</summary>
public static class SiloExtensions
{
    /// <summary>The runtime's name, as people know it: nodes of one database run on one.</summary>
    public const string Runtime = "the embedded engine";

    /// <summary>
    /// Adds a silo that starts and stops with the host, and the <see cref="IGrainFactory"/> to call its grains. It takes
    /// calls from its start on; at the stop, running turns may end within the host's shut-down time.
    /// </summary>
    /// <param name="grainAssemblies">Where the grain classes are.</param>
    public static IServiceCollection AddSilo(
        this IServiceCollection services, Action<SiloSettings>? configure, params Assembly[] grainAssemblies)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var settings = new SiloSettings();
            configure?.Invoke(settings);
            return new Catalog(provider, Options(settings), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<Catalog>>(), grainAssemblies);
        });
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<Catalog>());
        return services.AddHostedService<Lifetime>();
    }

    // Looked for often enough that an idle grain outlives its age by a fifteenth at most.
    private static EngineOptions Options(SiloSettings settings) => new()
    {
        CollectionAge = settings.CollectionAge,
        CollectionQuantum = settings.CollectionAge / 15,
        ResponseTimeout = settings.ResponseTimeout,
    };

    private sealed class Lifetime(Catalog silo) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            silo.Start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => silo.StopAsync(cancellationToken);
    }
}
