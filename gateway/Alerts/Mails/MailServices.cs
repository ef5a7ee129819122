using Selvedge.Gateway.Alerts.Chats;
using Selvedge.Gateway.Alerts.Links;
using Selvedge.Gateway.Outboxes;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>Mails of alerts, where the settings name a server that takes them, and messages to chats, where they say how we are reached.</summary>
internal static class MailServices
{
    public static IServiceCollection AddMails(this IServiceCollection services, IConfiguration settings)
    {
        var options = (settings.GetSection("Selvedge:Mail").Get<MailOptions>() ?? new MailOptions()).Checked();
        services.AddSingleton(options);
        if (!options.IsOn)
            services.AddHostedService<NoMail>();
        if (!options.IsReachable)
            return services;
        services.AddSingleton<MailMetrics>().AddSingleton<AlertLinks>().AddSingleton<Letters>();
        Add<ChatSender>();
        if (options.IsOn)
            Add<MailSender>();
        return services.AddHostedService<NoticeFollower>();

        void Add<T>() where T : OutboxSender => services.AddSingleton<T>().AddSingleton<OutboxSender>(provider => provider.GetRequiredService<T>())
            .AddHostedService(provider => provider.GetRequiredService<T>());
    }

    /// <summary>Says so once.</summary>
    private sealed class NoMail(ILogger<NoMail> log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            log.LogInformation("No mail is sent of alerts: Selvedge:Mail:Host names no server");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
