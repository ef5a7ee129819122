using Selvedge.Gateway.Alerts.Links;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>Mails of alerts, where the settings name a server that takes them.</summary>
internal static class MailServices
{
    public static IServiceCollection AddMails(this IServiceCollection services, IConfiguration settings)
    {
        var options = (settings.GetSection("Selvedge:Mail").Get<MailOptions>() ?? new MailOptions()).Checked();
        services.AddSingleton(options);
        if (!options.IsOn)
            return services.AddHostedService<NoMail>();
        services.AddSingleton<MailMetrics>().AddSingleton<AlertLinks>().AddSingleton<Letters>().AddSingleton<MailSender>();
        return services.AddHostedService(provider => provider.GetRequiredService<MailSender>()).AddHostedService<NoticeFollower>();
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
