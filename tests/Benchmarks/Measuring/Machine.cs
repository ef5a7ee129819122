using System.Reflection;
using System.Runtime.InteropServices;
using Npgsql;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Measuring;

/// <summary>What the figures were measured on.</summary>
/// <param name="Load">Load average over one minute when the run began: other work on the machine.</param>
internal sealed record Machine(
    string Cpu, int Cores, string Os, string DotNet, string Mode, double Load, string Postgres, string Fsync, string SynchronousCommit,
    string SharedBuffers)
{
    public static async Task<Machine> LookAsync()
    {
        await using var source = NpgsqlDataSource.Create(await TestServer.ConnectionStringAsync());
        return new Machine(
            CpuModel(), Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, Orleans,
            double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0]), await ShowAsync("server_version"),
            await ShowAsync("fsync"), await ShowAsync("synchronous_commit"), await ShowAsync("shared_buffers"));

        async Task<string> ShowAsync(string setting)
        {
            await using var command = source.CreateCommand("show " + setting);
            return (string)(await command.ExecuteScalarAsync())!;
        }
    }

    private static string CpuModel() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static string Orleans => typeof(Machine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == "OrleansApi").Value!;
}
