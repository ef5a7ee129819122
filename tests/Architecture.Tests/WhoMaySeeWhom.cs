using System.Reflection;
using Selvedge.Contracts;
using Selvedge.Domain;
using Selvedge.Grains;
using Selvedge.Journal;

namespace Selvedge.Architecture.Tests;

/// <summary>The layers as their assemblies really reference each other.</summary>
public sealed class WhoMaySeeWhom
{
    private static readonly Assembly Gateway = Assembly.Load("Selvedge.Gateway");
    private static readonly Assembly Engine = Assembly.Load("Selvedge.Engine");
    private static readonly Assembly Clustering = Assembly.Load("Selvedge.Clustering");

    [Fact]
    public void The_domain_sees_the_BCL_and_the_serializer_attributes()
    {
        Assert.Equal(["Selvedge.Engine.Attributes"], Ours(typeof(Refusal).Assembly));
        Assert.DoesNotContain(References(typeof(Refusal).Assembly), r =>
            r.StartsWith("Microsoft.", StringComparison.Ordinal) || r is "System.Text.Json" or "System.Net.Http" or "Npgsql");
    }

    [Fact]
    public void The_contracts_see_the_domain_and_the_Orleans_API() =>
        Assert.Equal(["Selvedge.Domain", "Selvedge.Engine", "Selvedge.Engine.Attributes"], Ours(typeof(Verdict).Assembly));

    [Fact]
    public void The_journal_sees_nothing_of_ours_and_knows_no_garments() =>
        Assert.Empty(Ours(typeof(Append).Assembly));

    [Fact]
    public void The_engine_sees_nothing_of_ours() =>
        Assert.Empty(Ours(Engine).Except(["Selvedge.Engine.Attributes"]));

    [Fact]
    public void The_grains_see_domain_contracts_journal_and_the_Orleans_API() =>
        Assert.Empty(Ours(typeof(PurchaseOrderGrain).Assembly).Except(
            ["Selvedge.Contracts", "Selvedge.Domain", "Selvedge.Engine", "Selvedge.Engine.Attributes", "Selvedge.Journal"]));

    [Fact]
    public void The_gateway_does_not_see_the_grains() =>
        Assert.DoesNotContain("Selvedge.Grains", Ours(Gateway));

    [Fact]
    public void Clustering_alone_knows_the_runtime_under_the_grains()
    {
        Assert.All(
            Engine.GetTypes().Where(t => t.IsPublic),
            type => Assert.StartsWith("Orleans", type.Namespace!));
        Assert.Contains("Selvedge.Engine", Ours(Clustering));
    }

    private static string[] Ours(Assembly assembly) =>
        [.. References(assembly).Where(r => r.StartsWith("Selvedge.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(r => r.Name!);
}
