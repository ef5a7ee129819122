using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace Selvedge.Engine.Tests.OnlyHere;

/// <summary>The source fits the real Orleans API, and the engine's API is never wider than that.</summary>
public sealed class ContractBuild : IDisposable
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Folder(), "../../.."));
    private static readonly string Tests = Path.Combine(Root, "tests/Engine.Tests");
    private static readonly Lazy<Task<string>> Grains = new(() => BuildsAsync(Path.Combine(Root, "silo/Grains/Selvedge.Grains.csproj")));

    // Inside the repository, so that its build files hold for what is planted.
    private readonly string planted = Directory.CreateDirectory(Path.Combine(Tests, "obj", $"planted-{Guid.NewGuid():N}")).FullName;

    public void Dispose() => Directory.Delete(planted, recursive: true);

    [Fact]
    public async Task The_grains_compile_against_Orleans_itself()
    {
        using var grains = new PEReader(File.OpenRead(await Grains.Value));
        var reader = grains.GetMetadataReader();
        var references = reader.AssemblyReferences.Select(each => reader.GetString(reader.GetAssemblyReference(each).Name)).ToArray();

        Assert.Contains("Orleans.Core.Abstractions", references);
        Assert.DoesNotContain("Selvedge.Engine", references);
    }

    [Fact]
    public async Task The_engines_tests_are_written_in_terms_that_Orleans_has()
    {
        string[] files = [.. Directory.GetFiles(Tests, "*.cs"), .. Directory.GetFiles(Path.Combine(Tests, "Grains"))];
        foreach (var file in files)
            File.Copy(file, Path.Combine(planted, Path.GetFileName(file)));
        // What Clustering offers whichever runtime is under the grains.
        await File.WriteAllTextAsync(Path.Combine(planted, "Clustering.cs"), """
            namespace Selvedge.Clustering;

            public sealed class SiloSettings
            {
                public System.TimeSpan CollectionAge { get; set; }
                public System.TimeSpan ResponseTimeout { get; set; }
            }

            public static class SiloExtensions
            {
                public static Microsoft.Extensions.DependencyInjection.IServiceCollection AddSilo(
                    this Microsoft.Extensions.DependencyInjection.IServiceCollection services, System.Action<SiloSettings>? configure,
                    params System.Reflection.Assembly[] grainAssemblies) => services;
            }
            """);

        Assert.Contains(files, each => Path.GetFileName(each) == "Cluster.cs");
        await BuildsAsync(Plant(tests: true));
    }

    [Fact]
    public async Task What_Orleans_lacks_does_not_compile()
    {
        await File.WriteAllTextAsync(Path.Combine(planted, "Grains.cs"), """
            public sealed class CountGrain : Orleans.Grain
            {
                public void Stop() => DeactivateWheneverYouLike();
            }
            """);
        var (succeeded, output) = await BuildAsync(Plant());

        Assert.False(succeeded, output);
        Assert.Contains("error CS0103", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_engine_offers_nothing_that_Orleans_lacks()
    {
        _ = await Grains.Value; // brings Orleans to the package folder
        var orleans = ApiSurface.Read(OrleansAssembly());
        var engine = ApiSurface.Read(Path.Combine(AppContext.BaseDirectory, "Selvedge.Engine.dll"));

        Assert.Empty(engine.Except(orleans));
        Assert.True(engine.Count > 100, $"Only {engine.Count} members were compared.");
    }

    [Fact]
    public async Task The_comparison_sees_what_is_wider()
    {
        await File.WriteAllTextAsync(Path.Combine(planted, "Grain.cs"), """
            namespace Orleans;

            public abstract class Grain
            {
                protected void DeactivateOnIdle() { }
                private void Hidden() { }
                public string Name => null!;
                protected void DeactivateOnIdle(int when) { }
                public static Grain Make() => null!;
            }
            """);
        var narrow = ApiSurface.Read(Path.Combine(AppContext.BaseDirectory, "Selvedge.Engine.dll"));
        var wide = ApiSurface.Read(await BuildsAsync(Plant(usesOrleans: "Attributes")));

        Assert.Equal(
            ["DeactivateOnIdle", "Make", "get_Name"],
            wide.Except(narrow).Where(line => line.StartsWith("method", StringComparison.Ordinal)).Select(line => line.Split(' ')[1].Split('.')[^1]).Order(StringComparer.Ordinal));
    }

    private string Plant(bool tests = false, string usesOrleans = "Api")
    {
        var project = Path.Combine(planted, "Planted.csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <UsesOrleans>{usesOrleans}</UsesOrleans>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
                <IsTestProject>{(tests ? "true" : "false")}</IsTestProject>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Compile Include="*.cs" />
                <Using Include="Orleans" Condition="'$(UsesOrleans)' == 'Api'" />
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    private static async Task<string> BuildsAsync(string project)
    {
        var (succeeded, output) = await BuildAsync(project);
        Assert.True(succeeded, output);
        return Path.Combine(Path.GetDirectoryName(project)!, "bin/Contract/Debug/net10.0", Path.GetFileNameWithoutExtension(project) + ".dll");
    }

    private static async Task<(bool Succeeded, string Output)> BuildAsync(string project)
    {
        // Without the analysers, which look at the same source when it is built with the engine.
        string[] arguments = ["build", project, "-p:OrleansApi=Contract", "-p:RunAnalyzers=false", "-c", "Debug", "-v", "q", "--nologo", "-nodeReuse:false"];
        using var build = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return (build.ExitCode == 0, output);
    }

    private static string OrleansAssembly()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
        var version = typeof(ContractBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "OrleansVersion").Value!;
        return Path.Combine(packages, "microsoft.orleans.core.abstractions", version, "lib/net10.0/Orleans.Core.Abstractions.dll");
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
