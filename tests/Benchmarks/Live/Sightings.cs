using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Contracts;

namespace Selvedge.Benchmarks.Live;

/// <summary>When events of a stretch of time were seen on the screens that they concern, counted from their being recorded.</summary>
internal sealed class Sightings
{
    /// <summary>Of so many events one is looked for.</summary>
    public const int Every = 10;

    // For the frames of the last events; what has not come by then counts as missing.
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource source;
    private readonly FrozenDictionary<string, string[]> topics;
    private readonly long from;
    private readonly DateTimeOffset startedAt = TimeProvider.System.GetUtcNow();
    private readonly long started = Stopwatch.GetTimestamp();

    private Sightings(NpgsqlDataSource source, ImmutableArray<OrderScript> orders, long from) =>
        (this.source, topics, this.from) = (source, orders.ToFrozenDictionary(order => order.Number, LiveBenchmark.TopicsOf), from);

    public Sighted Sighted { get; } = new();

    /// <summary>From now on.</summary>
    public static async Task<Sightings> BeginAsync(NpgsqlDataSource source, ImmutableArray<OrderScript> orders)
    {
        await using var command = source.CreateCommand("select position from journal.head");
        return new Sightings(source, orders, (long)(await command.ExecuteScalarAsync())!);
    }

    /// <summary>Awaits the last frames and looks for all that was recorded since.</summary>
    public async Task EndAsync(Screens room)
    {
        await Task.Delay(Afterwards);
        await using var command = source.CreateCommand(
            """
            select e.position, e.recorded_at, s.id from journal.events e join journal.streams s on s.number = e.stream
            where e.position > $1 and e.position % $2 = 0 and s.kind = $3
            """);
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(Every);
        command.Parameters.AddWithValue(Kinds.PurchaseOrder);
        await using var events = await command.ExecuteReaderAsync();
        while (await events.ReadAsync())
        {
            var recorded = started + (long)((events.GetFieldValue<DateTimeOffset>(1) - startedAt).TotalSeconds * Stopwatch.Frequency);
            if (topics.TryGetValue(events.GetString(2), out var concerned))
                room.Look(events.GetInt64(0), recorded, concerned, Sighted);
        }
    }
}
