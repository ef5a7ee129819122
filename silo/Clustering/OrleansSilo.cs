using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Selvedge.Clustering;

/// <summary>A silo on the Orleans runtime.</summary>
public static class SiloExtensions
{
    /// <summary>The runtime's name, as people know it: nodes of one database run on one.</summary>
    public const string Runtime = "Microsoft Orleans";

    /// <summary>
    /// Adds a silo that starts and stops with the host, and the <see cref="Orleans.IGrainFactory"/> to call its grains. It takes
    /// calls from its start on; at the stop, running turns may end within the host's shut-down time.
    /// </summary>
    /// <param name="grainAssemblies">Where the grain classes are.</param>
    public static IServiceCollection AddSilo(
        this IServiceCollection services, Action<SiloSettings>? configure, params Assembly[] grainAssemblies)
    {
        services.TryAddSingleton(TimeProvider.System);
        // What silos think of each other goes by the machine's clock, also where grains live in another time.
        foreach (var area in new[] { TimeProviderNames.Membership, TimeProviderNames.SystemTimers, TimeProviderNames.GrainDirectory })
            services.AddKeyedSingleton(area, TimeProvider.System);
        var settings = new SiloSettings();
        configure?.Invoke(settings);
        return services.AddOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), gatewayPort: 0)
            .Configure<GrainCollectionOptions>(collection =>
            {
                collection.CollectionAge = settings.CollectionAge;
                collection.CollectionQuantum = settings.CollectionAge / 15;
            })
            .Configure<SiloMessagingOptions>(messaging =>
            {
                messaging.ResponseTimeout = settings.ResponseTimeout;
                // A turn that nobody waits for any more is told so.
                messaging.CancelRequestOnTimeout = true;
            })
            .Services.AddSerializer(serializer =>
            {
                foreach (var assembly in grainAssemblies)
                    serializer.AddAssembly(assembly);
            }));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
