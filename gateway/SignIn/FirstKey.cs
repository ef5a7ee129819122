using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;

namespace Selvedge.Gateway.SignIn;

/// <summary>Nodes that start together on an empty database seal with one key: each with its own would not open the others' cookies.</summary>
internal sealed class FirstKey(IKeyManager keys, NpgsqlDataSource source, TimeProvider time) : IHostedService
{
    private const long Lock = 0x53656c76_436f6f6b;
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var wait = new NpgsqlCommand("select pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = Lock } } })
            await wait.ExecuteNonQueryAsync(cancellationToken);
        if (keys.GetAllKeys().Count == 0)
            keys.CreateNewKey(time.GetUtcNow(), time.GetUtcNow() + Life);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
