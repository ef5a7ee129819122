using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Selvedge.Journal;

public static class JournalServices
{
    /// <summary>
    /// The journal and all that goes with it, as singletons of this node: <see cref="NpgsqlDataSource"/>, <see cref="Journal"/>,
    /// <see cref="Feed"/> and <see cref="RowCopier"/> (started with the host), <see cref="DueTimes"/>, <see cref="Checkpoints"/>, <see cref="Files"/>, <see cref="AccessTokens"/>, <see cref="AccessLog"/>, <see cref="Deliveries"/>, <see cref="Notices"/>, <see cref="OneByOne"/>, <see cref="LinkKeys"/>,
    /// <see cref="PastRowReader"/>. The database must have been brought up to date before (<see cref="Schema"/>). Register <see cref="JournalOptions"/> or a
    /// <see cref="TimeProvider"/> before to replace the usual ones.
    /// </summary>
    public static IServiceCollection AddJournal(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new JournalOptions());
        services.AddSingleton(_ => Database.Open(connectionString));
        services.AddSingleton<Journal>();
        services.AddSingleton<Feed>();
        services.AddSingleton<DueTimes>();
        services.AddSingleton<Checkpoints>();
        services.AddSingleton<Files>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<AccessLog>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<Notices>();
        services.AddSingleton<OneByOne>();
        services.AddSingleton<LinkKeys>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Feed>());
        services.AddSingleton<PastRowReader>();
        services.AddHostedService<Backlogs>();
        services.AddHostedService<RowCopier>();
        return services;
    }
}
