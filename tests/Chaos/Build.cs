using System.Reflection;
using Selvedge.Testing;

namespace Selvedge.Chaos;

/// <summary>What was built beside this program, and for which engine.</summary>
internal static class Build
{
    /// <summary>The gateway, built in the same configuration as this.</summary>
    public static string Gateway
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Repository.Root, "gateway", "bin", folder.Parent!.Parent!.Name, folder.Parent.Name, folder.Name, "Selvedge.Gateway.dll");
        }
    }

    /// <summary>What stands under the grains of the nodes.</summary>
    public static string Engine { get; } = Metadata("OrleansApi") == "Packages" ? $"Microsoft Orleans {Metadata("OrleansVersion")}" : "the embedded engine";

    public static bool IsOrleans => Metadata("OrleansApi") == "Packages";

    public static string Results => Path.Combine(Repository.Root, "tests", "Chaos", "results");

    private static string Metadata(string key) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(m => m.Key == key).Value!;
}
