using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Gateway.Partners;

namespace Selvedge.Benchmarks.Rivals;

/// <summary>
/// The same intake as most would write it: a minimal API over the same JSON that keeps each order's state in memory and
/// writes its row in a transaction of its own per event. It judges nothing and tells nobody.
/// </summary>
internal static class RowServer
{
    /// <summary>As the program's first argument: serve until told to stop.</summary>
    public const string Name = "serve-rows";

    private const string DatabaseVariable = "SELVEDGE_RIVAL_DATABASE";

    // As many as the product's intake has under way for one batch.
    private const int OrdersAtOnce = 64;

    public static Task<ServerProcess> StartAsync(string database) =>
        ServerProcess.StartAsync(["Selvedge.Benchmarks.dll", Name], new() { [DatabaseVariable] = database }, "/ready");

    public static async Task RunAsync(Arguments arguments)
    {
        arguments.RefuseUnknown();
        await using var table = RowPerCommit.Open(Environment.GetEnvironmentVariable(DatabaseVariable)
            ?? throw new ArgumentException($"{DatabaseVariable} names no database."));
        var orders = (await table.ReadAllAsync()).ToFrozenDictionary(row => row.Key, row => new Order(row.Value));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, StatusEventJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, AnswerJson.Default);
        });
        await using var app = builder.Build();
        app.MapGet("/ready", () => "ready");
        app.MapPost("/api/v1/events", async (StatusEventDocument[] events, CancellationToken ct) =>
        {
            var answers = new Answer[events.Length];
            await Parallel.ForEachAsync(
                Enumerable.Range(0, events.Length).GroupBy(i => events[i].PurchaseOrder!),
                new ParallelOptions { MaxDegreeOfParallelism = OrdersAtOnce, CancellationToken = ct },
                async (group, _) =>
                {
                    var order = orders[group.Key];
                    foreach (var i in group)
                        answers[i] = new Answer(i, events[i].EventId, "accepted", await order.WriteAsync(table, group.Key));
                });
            return TypedResults.Ok(new Answers(answers));
        });
        await app.RunAsync();
    }

    /// <summary>One order's state, written by one at a time: each write follows the one before it.</summary>
    private sealed class Order(byte[] state)
    {
        private readonly Lock gate = new();
        private Task<long> newest = Task.FromResult(0L);

        /// <returns>The version written.</returns>
        public Task<long> WriteAsync(RowPerCommit table, string id)
        {
            lock (gate)
                return newest = WriteAfterAsync(newest, table, id);
        }

        private async Task<long> WriteAfterAsync(Task<long> before, RowPerCommit table, string id)
        {
            var version = await before;
            await table.WriteAsync(id, version, state);
            return version + 1;
        }
    }
}

internal sealed record Answer(int Index, string EventId, string Status, long Version);

internal sealed record Answers(Answer[] Items);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Answers))]
internal sealed partial class AnswerJson : JsonSerializerContext;
