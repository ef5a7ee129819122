using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Journal.Tests;

public sealed class EmbeddedServer : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"selvedge-tests-{Environment.ProcessId}-embedded");

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_server_that_runs_is_adopted_and_one_that_was_killed_is_started_again()
    {
        await using var first = await EmbeddedPostgres.StartAsync(Data);
        await using (var second = await EmbeddedPostgres.StartAsync(Data))
        {
            Assert.False(first.Adopted);
            Assert.True(second.Adopted);
            Assert.Equal(first.ConnectionString, second.ConnectionString);
        }
        await using (var connection = new NpgsqlConnection(first.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("create table kept (id int); insert into kept values (1)", connection);
            await command.ExecuteNonQueryAsync();
        }
        NpgsqlConnection.ClearAllPools();

        var note = Path.Combine(Data, "postmaster.pid");
        using (var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(note).First())))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync();
        }
        // Its number may since have passed to any other program, here to another server.
        await using var other = await EmbeddedPostgres.StartAsync(Path.Combine(_folder, "other"));
        var lines = await File.ReadAllLinesAsync(note);
        lines[0] = File.ReadLines(Path.Combine(_folder, "other", "postmaster.pid")).First();
        await File.WriteAllLinesAsync(note, lines);

        await using var third = await EmbeddedPostgres.StartAsync(Data);
        Assert.False(third.Adopted);
        await using var again = new NpgsqlConnection(third.ConnectionString);
        await again.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from kept", again);
        Assert.Equal(1L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_database_without_its_password_says_what_is_missing()
    {
        await (await EmbeddedPostgres.StartAsync(Data)).DisposeAsync();
        File.Delete(Data + ".password");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => EmbeddedPostgres.StartAsync(Data));
        Assert.Contains(Data + ".password", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_to_be_kept_running_comes_back_where_it_was()
    {
        await using var server = await EmbeddedPostgres.StartAsync(Data);
        server.KeepRunning();
        using (var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First())))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync();
        }

        await Eventually.HoldsAsync("The server answers again", async () =>
        {
            try
            {
                await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                return "";
            }
            catch (NpgsqlException away)
            {
                return away.Message;
            }
        }, failure => failure.Length == 0);
    }

    [Fact]
    public async Task The_last_who_uses_a_server_stops_it_whoever_started_it()
    {
        var first = await EmbeddedPostgres.StartAsync(Data);
        var second = await EmbeddedPostgres.StartAsync(Data);
        await using (var reader = new NpgsqlConnection(first.ConnectionString + ";Pooling=false"))
        {
            await reader.OpenAsync();
            await first.DisposeAsync();
            Assert.Equal(1, await new NpgsqlCommand("select 1", reader).ExecuteScalarAsync());
        }
        await second.DisposeAsync();
        Assert.False(File.Exists(Path.Combine(Data, "postmaster.pid")));
    }

    [Fact]
    public async Task A_server_left_over_is_stopped_by_who_adopted_it()
    {
        await LeaveOverAsync();
        await using (var adopting = await EmbeddedPostgres.StartAsync(Data))
            Assert.True(adopting.Adopted);
        Assert.False(File.Exists(Path.Combine(Data, "postmaster.pid")));
    }

    [Fact]
    public async Task A_server_left_over_can_be_stopped_and_one_that_is_used_goes_on()
    {
        await EmbeddedPostgres.StopUnusedAsync(Data, NullLogger.Instance);
        Assert.False(Directory.Exists(Data));
        await LeaveOverAsync();
        var user = await EmbeddedPostgres.StartAsync(Data);
        await EmbeddedPostgres.StopUnusedAsync(Data, NullLogger.Instance);
        await using (var reader = new NpgsqlConnection(user.ConnectionString + ";Pooling=false"))
            await reader.OpenAsync();
        await user.DisposeAsync();
        Assert.False(File.Exists(Path.Combine(Data, "postmaster.pid")));

        await LeaveOverAsync();
        Assert.True(File.Exists(Path.Combine(Data, "postmaster.pid")));
        await EmbeddedPostgres.StopUnusedAsync(Data, NullLogger.Instance);
        Assert.False(File.Exists(Path.Combine(Data, "postmaster.pid")));
    }

    // As a process does that is killed.
    private async Task LeaveOverAsync()
    {
        using var killed = Process.Start(new ProcessStartInfo("dotnet", [typeof(TestServer).Assembly.Location, Data]) { RedirectStandardOutput = true })!;
        Assert.StartsWith("Host=", await killed.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        killed.Kill();
        await killed.WaitForExitAsync();
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_no_installation()
    {
        var links = Directory.CreateDirectory(Path.Combine(_folder, "links"));
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
            File.CreateSymbolicLink(Path.Combine(links.FullName, program), Path.Combine(_folder, "removed", program));
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", $"{links.FullName}{Path.PathSeparator}{path}");
        try
        {
            await using var server = await EmbeddedPostgres.StartAsync(Data);
            Assert.False(server.Adopted);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }
}
