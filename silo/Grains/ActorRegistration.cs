using Microsoft.Extensions.DependencyInjection;

namespace Selvedge.Grains;

public static class ActorRegistration
{
    /// <summary>What the actors of this node know of others' making. Before the silo: what starts first is there for all that follow.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services) =>
        services.AddSingleton<Knowledge>().AddHostedService(provider => provider.GetRequiredService<Knowledge>());

    /// <summary>What the actors of this node need beside the journal and a runtime: shared services, wakes, reactions.</summary>
    public static IServiceCollection AddActorServices(this IServiceCollection services)
    {
        services.AddSingleton<ActorServices>();
        services.AddSingleton<VendorPasts>();
        services.AddSingleton<VendorPlaces>();
        services.AddHostedService<WakeService>();
        services.AddHostedService<StyleHandOver>();
        services.AddHostedService<StyleProgressHandOver>();
        services.AddHostedService<VendorHandOver>();
        services.AddHostedService<OutcomeHandOver>();
        services.AddHostedService<CalendarHandOver>();
        services.AddHostedService<WhatIfHandOver>();
        services.AddHostedService<BulkHandOver>();
        services.AddHostedService<ApprovalPlanning>();
        services.AddHostedService<ApprovalHandOver>();
        services.AddHostedService<LineReviewHandOver>();
        services.AddHostedService<Alerting>();
        services.AddHostedService<IncidentHandOver>();
        services.AddHostedService<ShipmentHandOver>();
        return services;
    }
}
