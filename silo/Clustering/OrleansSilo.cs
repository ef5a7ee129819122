using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Selvedge.Journal.Embedded;

namespace Selvedge.Clustering;

/// <summary>A silo on the Orleans runtime.</summary>
public static class SiloExtensions
{
    /// <summary>The runtime's name, as people know it: nodes of one database run on one.</summary>
    public const string Runtime = "Microsoft Orleans";

    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

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
        return services.AddOrleans(silo => Find(silo, settings)
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

    // A port that is chosen lies below those that connections are given, so nobody takes it before the silo does.
    private static ISiloBuilder Find(ISiloBuilder silo, SiloSettings settings)
    {
        var port = settings.Port == 0 ? LoopbackPorts.Choose() : settings.Port;
        if (!settings.IsClustered)
            return silo.UseLocalhostClustering(port, gatewayPort: 0);
        silo.Services.AddSingleton<PositionAlong>();
        silo.Services.AddSingleton<IOutgoingGrainCallFilter>(provider => provider.GetRequiredService<PositionAlong>());
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<PositionAlong>());
        return silo
            .UseAdoNetClustering(membership =>
            {
                membership.Invariant = "Npgsql";
                membership.ConnectionString = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
                {
                    SearchPath = "orleans", ApplicationName = $"{Runtime}, membership", MaxPoolSize = 4,
                }.ConnectionString;
            })
            .Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = "selvedge")
            .Configure<EndpointOptions>(endpoint =>
            {
                endpoint.AdvertisedIPAddress = IPAddress.Parse(settings.Address);
                endpoint.SiloPort = port;
                endpoint.GatewayPort = 0;
            })
            .Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = settings.ProbeTimeout;
                membership.NumMissedProbesLimit = settings.MissedProbes;
                // Who starts alone after all were killed waits only so long for those who can answer no more.
                membership.IAmAliveTablePublishTimeout = AliveEvery;
                membership.NumMissedTableIAmAliveLimit = 2;
                membership.TableRefreshTimeout = AliveEvery;
            })
            // A caller on another silo must know "not now" from "broken".
            .Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.Add("Selvedge."));
    }
}
