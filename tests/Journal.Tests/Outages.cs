using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Journal.Tests;

public sealed class Outages : JournalSpec
{
    private const string OthersOfThisDatabase =
        "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = 'selvedge'";

    [Fact]
    public async Task What_was_acknowledged_stands_once_when_server_processes_are_killed_during_commits()
    {
        var killer = new NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = "killer", Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(killer);
        await connection.OpenAsync();
        long killed = 0;
        await WriteThroughAsync(OpenJournal(), async () =>
        {
            await using var command = new NpgsqlCommand(OthersOfThisDatabase, connection);
            killed += (long)(await command.ExecuteScalarAsync())!;
        });
        Assert.True(killed > 0);
    }

    [Fact]
    public async Task What_was_acknowledged_stands_once_when_the_answer_is_lost_on_the_way()
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString);
        await using var proxy = new CuttingProxy(settings.Port);
        settings.Port = proxy.Port;
        settings.SslMode = SslMode.Disable;
        var source = Owned(Database.Open(settings.ConnectionString));
        var journal = Owned(new Journal(source, Patient));
        await WriteThroughAsync(journal, () =>
        {
            proxy.Arm();
            return Task.CompletedTask;
        });
        Assert.True(proxy.Cuts > 0);
    }

    [Fact]
    public Task A_stopped_database_is_told_to_the_caller_and_a_started_one_heals() => OnAServerAsync("outage", async (server, journal, patient, feed, first) =>
    {
        await server.StopAsync("immediate");
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Next(Order("PO-1"), first, "b")).WaitAsync(TimeSpan.FromSeconds(20)));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Next(Order("PO-1"), first)).WaitAsync(TimeSpan.FromSeconds(20)));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.LoadAsync(Order("PO-1"), 0, 1).WaitAsync(TimeSpan.FromSeconds(20)));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.ReadHeadAsync().WaitAsync(TimeSpan.FromSeconds(20)));

        await server.StartAsync(CancellationToken.None);
        // The outcome of the first "b" was unknown: it may yet have been made durable, and then this one conflicts.
        await UntilAsync("an append after the restart", async () =>
            await AnswerAsync(journal, Next(Order("PO-1"), first, "b")) is AppendResult.Committed or AppendResult.Conflict);
        await feed.WaitUntilAsync(first.FirstPosition + 1).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["a", "b"], (await ReadAllAsync(patient, Order("PO-1"))).Select(e => Text(e.Data)));
    });

    [Fact]
    public Task A_silent_database_is_told_to_everybody_in_time_and_a_speaking_one_heals() => OnAServerAsync("silence", async (server, journal, patient, feed, first) =>
    {
        var second = Next(Order("PO-1"), first, "b") with { Commands = [Command(Guid.NewGuid())] };
        using (new SilentServer(server.DataFolder))
        {
            var asked = new Dictionary<string, Func<Task>>
            {
                ["append"] = () => journal.AppendAsync(second),
                ["check"] = () => journal.AppendAsync(Next(Order("PO-1"), first)),
                ["load"] = () => journal.LoadAsync(Order("PO-1"), 0, 1),
                ["stream"] = () => ReadAllAsync(journal, Order("PO-1")),
                ["links"] = () => journal.LinkedToAsync(Order("PO-1")),
                ["head"] = () => journal.ReadHeadAsync(),
                ["log"] = () => feed.ReadAsync(0, 10),
                ["catching up"] = () => feed.CatchUpAsync(),
            };
            // More at once than there are connections; and then those who come later.
            await Task.WhenAll(asked.SelectMany(one => Enumerable.Repeat(one, 6)).Select(one => ToldAsync(one.Key, one.Value)));
            foreach (var (what, ask) in asked)
                await ToldAsync(what, ask);
        }

        // The command's id tells whether the first sending was made durable.
        await UntilAsync("an append after the silence", async () =>
            await AnswerAsync(journal, second) is AppendResult.Committed or AppendResult.Known { Commands: [{ As: KnownAs.Repeat }] });
        await feed.WaitUntilAsync(first.FirstPosition + 1).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["a", "b"], (await ReadAllAsync(patient, Order("PO-1"))).Select(e => Text(e.Data)));

        // Soon, or after the minute that a command may take.
        static async Task ToldAsync(string what, Func<Task> ask)
        {
            var watch = Stopwatch.StartNew();
            await Assert.ThrowsAsync<JournalUnavailableException>(ask);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{what} was told after {watch.Elapsed.TotalSeconds:F1} s");
        }
    });

    [Fact]
    public async Task A_batch_that_was_to_end_a_deadlock_is_made_again()
    {
        // Only the journal's side looks for a deadlock, two seconds after it began to wait.
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString) { Options = "-c deadlock_timeout=2s" };
        var journal = Owned(new Journal(Owned(Database.Open(settings.ConnectionString)), new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromMilliseconds(200), CallLimit = TimeSpan.FromSeconds(60) }));
        var patient = OpenJournal();
        var first = await CommitAsync(patient, First(Order("PO-D"), "a"));
        await using (var held = await HoldHeadAsync())
        {
            var append = journal.AppendAsync(Next(Order("PO-D"), first, "b"));
            await AppendsWaitAsync(1);
            await held.ExecuteAsync("set local deadlock_timeout = '60s'; update journal.streams set version = version where id = 'PO-D'");
            // Its caller has not waited for so long.
            await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
        }
        await UntilAsync("what was left is made durable", async () => (await ReadAllAsync(patient, Order("PO-D"))).Count == 2);
    }

    [Fact]
    public async Task A_head_row_held_by_another_is_an_outcome_unknown_after_the_limit_and_heals()
    {
        var journal = OpenJournal(new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromMilliseconds(200), CallLimit = TimeSpan.FromSeconds(1) });
        await using (await HoldHeadAsync())
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(First(Order("PO-H"), "a")));
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(First(Order("PO-I"), "a")));
        }
        // One that was told "unavailable" may have been made durable all the same, and then the next one conflicts.
        await UntilAsync("an append after the row was released", async () =>
            await AnswerAsync(journal, First(Order("PO-J"), "a")) is AppendResult.Committed or AppendResult.Conflict);
    }

    [Fact]
    public async Task Who_comes_later_to_an_outage_is_told_at_once_while_now_and_then_one_tries()
    {
        var limit = TimeSpan.FromSeconds(2);
        await using var source = Database.Open(ConnectionString);
        var attempts = 0;
        Task<int> ReadAsync(int failures) => source.ReadAsync(
            limit, (_, _) => attempts++ < failures ? throw new NpgsqlException("The server is away.") : Task.FromResult(attempts), CancellationToken.None);

        await Assert.ThrowsAsync<JournalUnavailableException>(() => ReadAsync(int.MaxValue));
        attempts = 0;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 1_000; i++)
            await Assert.ThrowsAsync<JournalUnavailableException>(() => ReadAsync(int.MaxValue));
        Assert.InRange(attempts, 0, 1 + (int)(watch.Elapsed / (limit / 4)));
        await UntilAsync("a try", async () =>
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(() => ReadAsync(int.MaxValue));
            return attempts > 0;
        });

        attempts = 0;
        await UntilAsync("an answer", async () =>
        {
            try
            {
                return await ReadAsync(0) > 0;
            }
            catch (JournalUnavailableException)
            {
                return false;
            }
        });
        // Counted apart: one of those before may still be under way.
        var tries = 0;
        Assert.Equal(2, await source.ReadAsync(
            limit, (_, _) => ++tries == 1 ? throw new NpgsqlException("The server is away.") : Task.FromResult(tries), CancellationToken.None));
    }

    [Fact]
    public async Task A_database_that_is_slow_for_one_and_answers_others_is_not_away()
    {
        var limit = TimeSpan.FromSeconds(2);
        await using var source = Database.Open(ConnectionString);
        // Longer than anybody waits for one that says nothing.
        Task<object?> ReadAsync(TimeSpan longest) => source.ReadAsync(limit, longest, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand("select pg_sleep(3)::text", connection);
            return await command.ExecuteScalarAsync(ct);
        }, CancellationToken.None);

        Assert.Equal("", await ReadAsync(TimeSpan.FromMinutes(1)));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => ReadAsync(limit));
    }

    [Fact]
    public async Task Actors_load_and_readers_wait_for_the_feed_while_the_database_is_slow()
    {
        var journal = OpenJournal(new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromSeconds(2), CallLimit = TimeSpan.FromMinutes(1) });
        var feed = await StartFeedAsync(journal);
        var patient = OpenJournal();
        var first = await CommitAsync(patient, First(Order("PO-S"), "a"));
        await feed.WaitUntilAsync(first.FirstPosition).WaitAsync(TimeSpan.FromSeconds(30));
        await using var connection = await Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var holds = new NpgsqlCommand("lock table journal.due, journal.rows", connection))
            await holds.ExecuteNonQueryAsync();

        var loading = journal.LoadAsync(Order("PO-S"), 0, 1);
        var catchingUp = feed.CatchUpAsync(first.FirstPosition + 1);
        await AppendsWaitAsync(1);
        await using (var sleeps = new NpgsqlCommand("select pg_sleep(3)", connection))
            await sleeps.ExecuteNonQueryAsync();
        Assert.False(loading.IsCompleted || catchingUp.IsCompleted);
        await transaction.RollbackAsync();

        Assert.Equal(1, (await loading).Version);
        await CommitAsync(patient, Next(Order("PO-S"), first, "b"));
        await catchingUp;
    }

    [Fact]
    public async Task A_batch_that_arrives_after_a_newer_one_does_nothing()
    {
        var id = Guid.NewGuid();
        await QueryAsync<Guid>($"insert into journal.committers (id, batch) values ('{id}', 0) returning id");
        await using var connection = await Source.OpenConnectionAsync();
        using var call = new AppendCall(id);
        await call.PrepareAsync(connection, TimeSpan.FromSeconds(30), CancellationToken.None);
        async Task<AppendAnswer> CallAsync(long number, string order)
        {
            call.Encode([new PendingAppend(First(Order(order), "a"))], number, DateTimeOffset.UnixEpoch);
            return await call.ExecuteAsync(CancellationToken.None);
        }

        var first = await CallAsync(1, "PO-Z1");
        var again = await CallAsync(1, "PO-Z1");
        Assert.Equal((first.FirstPosition, first.FirstStream, first.RecordedAt), (again.FirstPosition, again.FirstStream, again.RecordedAt));
        await CallAsync(2, "PO-Z2");
        await Assert.ThrowsAsync<PostgresException>(() => CallAsync(1, "PO-Z3"));
        Assert.Equal(2L, await QueryAsync<long>("select count(*) from journal.streams where id like 'PO-Z%'"));
    }

    [Fact]
    public async Task A_call_that_hangs_on_a_lost_connection_can_be_made_on_another()
    {
        var id = Guid.NewGuid();
        await QueryAsync<Guid>($"insert into journal.committers (id, batch) values ('{id}', 0) returning id");
        await using var connection = await Source.OpenConnectionAsync();
        await using var another = await Source.OpenConnectionAsync();
        using var call = new AppendCall(id);
        await call.PrepareAsync(connection, TimeSpan.FromSeconds(30), CancellationToken.None);
        call.Encode([new PendingAppend(First(Order("PO-L"), "a"))], 1, DateTimeOffset.UnixEpoch);
        await using var held = await HoldHeadAsync();
        var lost = call.ExecuteAsync(CancellationToken.None);
        await AppendsWaitAsync(1);

        await call.PrepareAsync(another, TimeSpan.FromSeconds(30), CancellationToken.None);
        var made = call.ExecuteAsync(CancellationToken.None);
        await AppendsWaitAsync(2);
        await held.ReleaseAsync();
        Assert.Equal((await lost).FirstPosition, (await made).FirstPosition);
    }

    // Writers go on until each has been acknowledged often enough, whatever happens meanwhile; then the log is compared.
    private async Task WriteThroughAsync(Journal journal, Func<Task> disturb)
    {
        var seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        var (acknowledged, unknown) = (new ConcurrentDictionary<string, (long Position, int Version)>(), new ConcurrentBag<string>());
        using var done = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            var stream = Order($"PO-{writer}");
            for (var i = 0; i < 25; i++)
            {
                var text = $"{writer}/{i}";
                try
                {
                    var loaded = await journal.LoadAsync(stream, 0, 1);
                    // No command ids: resolving must not need them. Padded, so that the proxy sees a real request.
                    var result = await journal.AppendAsync(new Append
                    {
                        Stream = stream, StreamNumber = loaded.Number, ExpectedVersion = loaded.Version, Events = [Event(text)], Row = new byte[1_000],
                    });
                    if (result is AppendResult.Committed committed)
                        acknowledged[text] = (committed.FirstPosition, committed.Version);
                }
                catch (JournalUnavailableException)
                {
                    unknown.Add(text);
                }
            }
        })));
        var random = new Random(seed);
        while (!writing.IsCompleted)
        {
            var seen = acknowledged.Count;
            await disturb();
            // However slow the machine, somebody gets through between two disturbances.
            do
                await Task.WhenAny(writing, Task.Delay(random.Next(20, 120), done.Token));
            while (!writing.IsCompleted && acknowledged.Count == seen);
        }
        await writing;
        await done.CancelAsync();

        await using var source = Database.Open(ConnectionString);
        await using var reader = new Journal(source, Patient);
        await using var feed = new Feed(reader);
        var log = (await feed.ReadAsync(0, 100_000)).ToArray();
        Assert.Equal(Enumerable.Range(1, log.Length).Select(i => (long)i), log.Select(e => e.Position));
        var byText = log.Where(e => Text(e.Data).Contains('/')).ToLookup(e => Text(e.Data));
        Assert.All(byText, copies => Assert.Single(copies));
        Assert.All(acknowledged, a => Assert.Equal(a.Value, (byText[a.Key].Single().Position, byText[a.Key].Single().Version)));
        Assert.All(byText, written => Assert.True(acknowledged.ContainsKey(written.Key) || unknown.Contains(written.Key), $"{written.Key} was written but answered as lost"));
        Assert.NotEmpty(acknowledged);
    }

    /// <summary>Null while the journal cannot answer.</summary>
    private static async Task<AppendResult?> AnswerAsync(Journal journal, Append append)
    {
        try
        {
            return await journal.AppendAsync(append);
        }
        catch (JournalUnavailableException)
        {
            return null;
        }
    }

    /// <summary>
    /// On a server of its own, which may be stopped: a journal in which PO-1 has its first event, another that bears with a
    /// slow machine, and the feed of the first.
    /// </summary>
    private static async Task OnAServerAsync(string name, Func<EmbeddedPostgres, Journal, Journal, Feed, AppendResult.Committed, Task> claim)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"selvedge-tests-{Environment.ProcessId}-{name}");
        await using (var server = await EmbeddedPostgres.StartAsync(Path.Combine(folder, "data")))
        {
            await using var calm = Database.Open(server.ConnectionString);
            await Schema.MigrateAsync(calm);
            await using var patient = new Journal(calm, Patient);
            var first = await CommitAsync(patient, First(Order("PO-1"), "a"));
            await using var source = Database.Open(server.ConnectionString);
            await using var journal = new Journal(source);
            await using var feed = new Feed(journal);
            await feed.StartAsync(CancellationToken.None);
            await claim(server, journal, patient, feed, first);
        }
        Directory.Delete(folder, recursive: true);
    }
}
