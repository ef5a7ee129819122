using Microsoft.Extensions.DependencyInjection;
using Selvedge.Grains;

namespace Selvedge.Clustering;

public static class Actors
{
    /// <summary>The product's actors on this node, with their wakes and reactions. The journal must have been added.</summary>
    public static IServiceCollection AddActors(this IServiceCollection services, Action<SiloSettings>? configure = null) =>
        // The silo first: what starts first stops last, and wakes and reactions call actors to their end.
        services.AddKnowledge().AddSilo(configure, typeof(PurchaseOrderGrain).Assembly).AddActorServices();
}
