using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>The journal's PostgreSQL: how connections are set up, and which failures mean that it is away.</summary>
public static class Database
{
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromSeconds(10);

    /// <summary>A data source with the settings that the journal relies on; settings named in the connection string win.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.ApplicationName ??= "selvedge";
        SetUnlessGiven("Timeout", () => settings.Timeout = 2);
        SetUnlessGiven("Command Timeout", () => settings.CommandTimeout = 60);
        SetUnlessGiven("Max Auto Prepare", () => settings.MaxAutoPrepare = 50);
        SetUnlessGiven("Auto Prepare Min Usages", () => settings.AutoPrepareMinUsages = 2);
        SetUnlessGiven("Maximum Pool Size", () => settings.MaxPoolSize = 30);
        // The operating system's own: the driver's would block a thread for each idle connection of a silent server.
        SetUnlessGiven("TCP Keepalive", () => (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (true, 10, 2));
        // A paused node must not keep a checkpoint row for itself, and compiling plans costs more than our queries.
        SetUnlessGiven("Options", () => settings.Options = "-c idle_in_transaction_session_timeout=10000 -c jit=off");
        return builder.Build();

        void SetUnlessGiven(string name, Action set)
        {
            if (!settings.ShouldSerialize(name))
                set();
        }
    }

    /// <summary>Whether <paramref name="failure"/> says that the database is away, full or overloaded, rather than that the request was wrong.</summary>
    public static bool IsUnavailable(Exception failure) => failure switch
    {
        PostgresException { SqlState: var state } =>
            state.StartsWith("08", StringComparison.Ordinal)       // connection
            || state.StartsWith("53", StringComparison.Ordinal)    // disk full, out of memory, too many connections
            || state.StartsWith("57P", StringComparison.Ordinal)   // shut down, crashed, starting
            || state.StartsWith("58", StringComparison.Ordinal)    // I/O error of the server
            || state.StartsWith("40", StringComparison.Ordinal)    // deadlock, serialization
            || state is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable
                or PostgresErrorCodes.ReadOnlySqlTransaction
                or "25P03",                                        // idle in transaction for too long
        NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException => true,
        JournalUnavailableException => true,
        _ => false,
    };

    /// <summary>
    /// Runs a read that somebody waits for, again while the database is away: until nobody has had an answer for
    /// <see cref="JournalOptions.UnknownOutcomeLimit"/>. While it answers others it is only slow, and is waited for as long as
    /// a call may take.
    /// </summary>
    /// <inheritdoc cref="ReadAsync{T}(NpgsqlDataSource, TimeSpan, Func{NpgsqlConnection, CancellationToken, Task{T}}, CancellationToken)"/>
    internal static Task<T> ReadAsync<T>(
        this NpgsqlDataSource source, JournalOptions options, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken ct) =>
        ReadAsync(source, options.UnknownOutcomeLimit, options.LongestRead, read, ct);

    /// <summary>
    /// Runs a read, again while the database is away, until nobody has had an answer for <paramref name="limit"/>.
    /// While an outage of that length is known, only now and then one tries, and the others are told at once.
    /// </summary>
    /// <param name="read">May outlive the call, until its token is cancelled: it touches nothing that others change.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="JournalUnavailableException">It was still away then.</exception>
    internal static Task<T> ReadAsync<T>(
        this NpgsqlDataSource source, TimeSpan limit, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken ct) =>
        ReadAsync(source, limit, limit, read, ct);

    /// <summary>
    /// Waits for what the database has yet to do: until it has answered nobody for as long as callers wait for it, or until a call
    /// may take no longer.
    /// </summary>
    /// <exception cref="TimeoutException"/>
    internal static Task WaitAsync(this NpgsqlDataSource source, JournalOptions options, Task wanted, CancellationToken ct)
    {
        var outage = Outage.Of(source);
        return WaitAsync(source, outage, Stopwatch.GetTimestamp(), options.UnknownOutcomeLimit, options.LongestRead, wanted, ct);
    }

    /// <param name="longest">How long it waits while the database answers others.</param>
    /// <inheritdoc cref="ReadAsync{T}(NpgsqlDataSource, TimeSpan, Func{NpgsqlConnection, CancellationToken, Task{T}}, CancellationToken)"/>
    internal static async Task<T> ReadAsync<T>(
        this NpgsqlDataSource source, TimeSpan limit, TimeSpan longest, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        var outage = Outage.Of(source);
        if (!outage.MayTry(limit))
            throw new JournalUnavailableException("The journal's database has not answered for some time.");
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var tried = Stopwatch.GetTimestamp();
            try
            {
                var attempt = AttemptAsync(source, outage, longest, read);
                await WaitAsync(source, outage, start, limit, longest, attempt, ct);
                return await attempt;
            }
            catch (Exception failure) when (IsUnavailable(failure) && !ct.IsCancellationRequested)
            {
                outage.Seen(tried);
                if (outage.Exceeds(limit) || Stopwatch.GetElapsedTime(start) > limit)
                    throw new JournalUnavailableException("The journal's database does not answer.", failure);
                await Task.Delay(50, ct);
            }
        }
    }

    private static async Task WaitAsync(
        NpgsqlDataSource source, Outage outage, long start, TimeSpan limit, TimeSpan longest, Task wanted, CancellationToken ct)
    {
        // Before the limit is over it must be known whether the database answers anybody.
        var patience = outage.PatienceAfter(start, limit);
        if (longest > limit && patience > limit / 2)
            patience = limit / 2;
        while (true)
        {
            try
            {
                await wanted.WaitAsync(patience, ct);
                return;
            }
            catch (TimeoutException) when (!wanted.IsCompleted && longest > limit && outage.IsWorthWaiting(start, limit, longest))
            {
                if (outage.MayAsk(limit))
                    _ = AskAsync(source, outage, limit);
                patience = limit / 10;
            }
        }
    }

    private static async Task AskAsync(NpgsqlDataSource source, Outage outage, TimeSpan limit)
    {
        try
        {
            await AttemptAsync(source, outage, limit, async (connection, ct) =>
            {
                await using var question = new NpgsqlCommand("select 1", connection);
                return await question.ExecuteScalarAsync(ct);
            });
        }
        catch (Exception failure) when (IsUnavailable(failure) || failure is OperationCanceledException)
        {
            // Whoever waits finds out that nobody was answered.
        }
        finally
        {
            outage.Asked();
        }
    }

    // One that nobody waits for any more is left to go on for a while: should its answer come, the outage is over. Then
    // it is given up, not on a thread of the pool: the driver has the server cancel, and waits until that has answered.
    private static async Task<T> AttemptAsync<T>(
        NpgsqlDataSource source, Outage outage, TimeSpan longest, Func<NpgsqlConnection, CancellationToken, Task<T>> read)
    {
        var givenUp = new CancellationTokenSource();
        await using var giveUp = new Timer(
            _ => new Thread(givenUp.Cancel) { IsBackground = true }.Start(), null, longest + GivenUpAfter, Timeout.InfiniteTimeSpan);
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        var answer = await read(connection, givenUp.Token);
        outage.Ended();
        return answer;
    }
}
