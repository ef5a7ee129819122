namespace Selvedge.Domain.Tests;

/// <summary>Facts and data that lie beside the repository. A test that needs them fails under CI where they are missing, elsewhere it is skipped.</summary>
internal static class SharedData
{
    private static readonly string? Folder = Find();

    public static bool IsMissing => Folder is null;

    public static string Read(string path) =>
        File.ReadAllText(Path.Combine(Folder ?? throw new DirectoryNotFoundException("There is no ../shared beside the repository"), path));

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
            folder = folder.Parent;
        var shared = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared") : null;
        return Directory.Exists(shared) ? shared : null;
    }
}

internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SkippedWithout.SharedData;
}

internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SkippedWithout.SharedData;
}

file static class SkippedWithout
{
    public static string? SharedData =>
        Tests.SharedData.IsMissing && Environment.GetEnvironmentVariable("CI") != "true" ? "There is no ../shared beside the repository" : null;
}
