namespace Selvedge.Testing;

/// <summary>Where the sources are: the folder above the running program that holds the solution.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Orleans.sln")) ? folder
        : Path.GetDirectoryName(folder) is { Length: > 0 } above ? Find(above)
        : throw new InvalidOperationException($"{AppContext.BaseDirectory} does not lie in the repository.");
}
