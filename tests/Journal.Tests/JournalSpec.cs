using System.Text;
using Npgsql;
using Selvedge.Testing;

namespace Selvedge.Journal.Tests;

/// <summary>A database of its own for each test class, and short words for what the tests say often.</summary>
public abstract class JournalSpec : IAsyncLifetime
{
    /// <summary>For tests that are not about an absent database: a slow machine is not one.</summary>
    protected static readonly JournalOptions Patient = new() { UnknownOutcomeLimit = TimeSpan.FromMinutes(2), CallLimit = TimeSpan.FromMinutes(3) };

    private readonly List<IAsyncDisposable> _opened = [];

    protected string ConnectionString { get; private set; } = "";

    protected NpgsqlDataSource Source { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        ConnectionString = await TestServer.CloneDatabaseAsync();
        Source = Owned(Database.Open(ConnectionString));
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var opened in Enumerable.Reverse(_opened))
            await opened.DisposeAsync();
    }

    /// <summary>One more node on the same database.</summary>
    protected Journal OpenJournal(JournalOptions? options = null, TimeProvider? time = null) => Owned(new Journal(Source, options ?? Patient, time));

    protected async Task<Feed> StartFeedAsync(Journal journal)
    {
        var feed = Owned(new Feed(journal));
        await feed.StartAsync(CancellationToken.None);
        return feed;
    }

    protected T Owned<T>(T opened) where T : IAsyncDisposable
    {
        _opened.Add(opened);
        return opened;
    }

    protected static StreamKey Order(string number) => new("purchase-order", number);

    protected static NewEvent Event(string data) => new("purchase-order.milestone-reported", 1, Bytes(data), Bytes("origin of " + data));

    /// <summary>Text events onto a stream that does not exist yet.</summary>
    protected static Append First(StreamKey stream, params string[] events) => new()
    {
        Stream = stream, ExpectedVersion = 0, Events = [.. events.Select(Event)], Row = Bytes("row " + events.Length),
    };

    /// <summary>Text events onto what another append left.</summary>
    protected static Append Next(StreamKey stream, AppendResult.Committed after, params string[] events) => new()
    {
        Stream = stream, StreamNumber = after.StreamNumber, ExpectedVersion = after.Version,
        Events = [.. events.Select(Event)], Row = Bytes("row " + (after.Version + events.Length)),
    };

    protected static AppendedCommand Command(Guid id, long revision = 1, string content = "content", int events = 1) =>
        new(id, revision, new Guid(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16)), events);

    protected static async Task<AppendResult.Committed> CommitAsync(Journal journal, Append append) =>
        Assert.IsType<AppendResult.Committed>(await journal.AppendAsync(append));

    protected static async Task<List<RecordedEvent>> ReadAllAsync(Journal journal, StreamKey stream)
    {
        var events = new List<RecordedEvent>();
        await foreach (var e in journal.ReadStreamAsync(stream, 0))
            events.Add(e);
        return events;
    }

    /// <summary>Appends all in one batch: they collect behind an append that waits for the head row.</summary>
    protected async Task<AppendResult?[]> TogetherAsync(Journal journal, Append[] appends, bool mayFail = false)
    {
        await using var held = await HoldHeadAsync();
        var first = journal.AppendAsync(First(Order("in front " + Guid.NewGuid()), "a"));
        await AppendsWaitAsync(1);
        var tasks = appends.Select(append => journal.AppendAsync(append)).ToArray();
        await held.ReleaseAsync();
        await first;
        return await Task.WhenAll(tasks.Select(async task =>
        {
            try
            {
                return await task;
            }
            catch (InvalidOperationException) when (mayFail)
            {
                return null;
            }
        }));
    }

    /// <summary>Locks the head row, so that every append waits.</summary>
    protected async Task<HeldHead> HoldHeadAsync()
    {
        var connection = await Source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select from journal.head for update", connection);
        await command.ExecuteNonQueryAsync();
        return new HeldHead(connection, transaction);
    }

    /// <summary>Completes when so many calls wait for a lock.</summary>
    protected Task AppendsWaitAsync(int calls) => UntilAsync($"{calls} calls wait for the head row", async () =>
        await QueryAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") >= calls);

    protected static async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, "Did not happen: " + what);
            await Task.Delay(10);
        }
    }

    protected sealed class HeldHead(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        public async Task ReleaseAsync() => await transaction.RollbackAsync();

        public async ValueTask DisposeAsync() => await connection.DisposeAsync();
    }

    protected async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
