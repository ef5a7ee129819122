namespace Selvedge.Benchmarks;

/// <summary>Where the sources are: the folder above this program that holds the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Orleans.sln")) ? folder
        : Path.GetDirectoryName(folder) is { Length: > 0 } above ? Find(above)
        : throw new InvalidOperationException("This program does not lie in its repository.");
}
