using Microsoft.Extensions.DependencyInjection;

namespace Selvedge.Grains;

public static class ActorRegistration
{
    /// <summary>What the actors of this node need beside the journal and a runtime: shared services, wakes, reactions.</summary>
    public static IServiceCollection AddActorServices(this IServiceCollection services)
    {
        services.AddSingleton<ActorServices>();
        services.AddSingleton<VendorPasts>();
        services.AddHostedService<WakeService>();
        services.AddHostedService<StyleHandOver>();
        services.AddHostedService<VendorHandOver>();
        services.AddHostedService<OutcomeHandOver>();
        return services;
    }
}
