using System.Reflection;

namespace Selvedge.Chaos;

/// <summary>Where things are, seen from the running program.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The gateway, built in the same configuration as this.</summary>
    public static string Gateway
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Root, "gateway", "bin", folder.Parent!.Parent!.Name, folder.Parent.Name, folder.Name, "Selvedge.Gateway.dll");
        }
    }

    /// <summary>What stands under the grains of the nodes.</summary>
    public static string Engine { get; } = Metadata("OrleansApi") == "Packages" ? $"Microsoft Orleans {Metadata("OrleansVersion")}" : "the embedded engine";

    public static bool IsOrleans => Metadata("OrleansApi") == "Packages";

    public static string Results => Path.Combine(Root, "tests", "Chaos", "results");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(m => m.Key == key).Value!;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"{AppContext.BaseDirectory} does not lie in the repository.");
    }
}
