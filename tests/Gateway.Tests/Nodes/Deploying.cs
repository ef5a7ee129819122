using System.Diagnostics;
using System.Text.RegularExpressions;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Selvedge.Chaos;
using Selvedge.Testing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>What systemd, compose and Kubernetes are told, against the product: settings, paths, ports, times.</summary>
public sealed partial class Deploying
{
    private const string Port = "5080";

    // Read before a node is built, and by the framework.
    private static readonly string[] ReadEarlier = ["ConnectionStrings:Selvedge", "ASPNETCORE_URLS"];

    private static readonly string Root = Path.Combine(Repository.Root, "deploy");

    private static YamlNode Deployment => Documents("kubernetes/node.yaml").Single(document => Text(document, "kind") == "Deployment");

    private static YamlNode Pod => At(Deployment, "spec", "template", "spec");

    private static YamlNode Container => ((YamlSequenceNode)At(Pod, "containers")).Children.Single();

    private static YamlNode ComposeNode => At(Documents("compose/compose.yaml").Single(), "services", "node-1");

    public static TheoryData<string> Engines => ["systemd", "compose", "kubernetes"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_setting_is_one_that_a_node_reads(string engine)
    {
        var said = SettingsOf(engine).Where(setting => !ReadEarlier.Contains(setting.Key)).ToArray();
        Assert.Contains(said, setting => setting.Key == Shutdown.DrainSetting);
        var settings = new Recorded(said);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Add(settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton(GatewayNode.Patient);
        await using var app = Node.Build(builder, await TestServer.CloneDatabaseAsync(), TimeProvider.System);
        await app.StartAsync();
        await app.StopAsync();
        Assert.All(said, setting => Assert.True(settings.Read.Contains(setting.Key), $"Nobody reads {setting.Key}."));
    }

    [Fact]
    public async Task Probes_ask_for_signs_of_life_that_there_are_on_the_nodes_port()
    {
        var node = new GatewayNode();
        await node.InitializeAsync();
        var served = node.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(route => route.RoutePattern.RawText).ToArray();
        await node.DisposeAsync();

        Assert.Contains("/health/ready", served);
        Assert.Contains("/health/live", served);
        foreach (var (probe, path) in new[] { ("startupProbe", "/health/ready"), ("readinessProbe", "/health/ready"), ("livenessProbe", "/health/live") })
            Assert.Equal((path, "http"), (Text(Container, probe, "httpGet", "path"), Text(Container, probe, "httpGet", "port")));
        Assert.Contains("GET /health/ready ", ComposeNode.ToString(), StringComparison.Ordinal);
        var annotations = At(Deployment, "spec", "template", "metadata", "annotations");
        Assert.Equal(("/metrics", Port), (Text(annotations, "prometheus.io/path"), Text(annotations, "prometheus.io/port")));
        Assert.Contains("/metrics", served);

        Assert.Equal(("http", Port), (Text(Container, "ports", "0", "name"), Text(Container, "ports", "0", "containerPort")));
        Assert.Contains($"ASPNETCORE_URLS=http://+:{Port} ", Read("compose/Dockerfile"), StringComparison.Ordinal);
        var services = (YamlMappingNode)At(Documents("compose/compose.yaml").Single(), "services");
        Assert.Equal(
            services.Children.Keys.Select(name => name.ToString()).Where(name => name.StartsWith("node-", StringComparison.Ordinal)).Select(name => $"{name}:{Port}"),
            Server().Matches(Read("compose/selvedge-nodes.conf")).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void A_node_is_given_time_to_drain_and_to_end_what_runs()
    {
        var (drain, probe) = (Seconds(SettingsOf("kubernetes")[Shutdown.DrainSetting]), At(Container, "readinessProbe"));
        var noticed = (Seconds(Text(probe, "periodSeconds")) + Seconds(Text(probe, "timeoutSeconds"))) * Seconds(Text(probe, "failureThreshold"));
        Assert.True(drain > noticed, $"Readiness is looked at for up to {noticed} s, and the drain is {drain} s.");

        var ends = new Microsoft.Extensions.Hosting.HostOptions().ShutdownTimeout.TotalSeconds;
        Assert.True(Seconds(Text(Pod, "terminationGracePeriodSeconds")) > drain + ends);
        Assert.True(Seconds(Text(ComposeNode, "stop_grace_period").TrimEnd('s')) > Seconds(SettingsOf("compose")[Shutdown.DrainSetting]) + ends);
        Assert.True(Seconds(Stop().Match(Read("systemd/selvedge@.service")).Groups[1].Value) > Seconds(SettingsOf("systemd")[Shutdown.DrainSetting]) + ends);
    }

    [Fact]
    public void What_selects_the_nodes_selects_them_and_a_disruption_leaves_all_but_one()
    {
        var label = Text(Deployment, "spec", "template", "metadata", "labels", "app");
        var others = Documents("kubernetes/node.yaml").ToDictionary(document => Text(document, "kind"));
        Assert.Equal(label, Text(Deployment, "spec", "selector", "matchLabels", "app"));
        Assert.Equal(label, Text(others["Service"], "spec", "selector", "app"));
        Assert.Equal(label, Text(others["PodDisruptionBudget"], "spec", "selector", "matchLabels", "app"));
        Assert.Equal("1", Text(others["PodDisruptionBudget"], "spec", "maxUnavailable"));
        Assert.Equal("0", Text(Deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable"));
        var resources = (YamlSequenceNode)At(Documents("kubernetes/kustomization.yaml").Single(), "resources");
        Assert.All(resources, resource => Assert.True(File.Exists(Path.Combine(Root, "kubernetes", resource.ToString())), $"There is no {resource}."));
    }

    [Fact]
    public void Everything_that_the_image_is_made_of_is_there()
    {
        var sources = Copied().Matches(Read("compose/Dockerfile")).SelectMany(match => match.Groups[1].Value.Split(' ')[..^1]);
        Assert.All(sources, source => Assert.True(Path.Exists(Path.Combine(Repository.Root, source)), $"There is no {source}."));
        var volumes = (YamlSequenceNode)At(Documents("compose/compose.yaml").Single(), "services", "nginx", "volumes");
        Assert.All(volumes, volume => Assert.True(File.Exists(Path.Combine(Root, "compose", volume.ToString().Split(':')[0])), $"There is no {volume}."));
    }

    [Theory]
    [InlineData("kubernetes/namespace.yaml")]
    [InlineData("kubernetes/node.yaml")]
    public void Kubernetes_knows_every_field(string file)
    {
        var text = Read(file);
        Assert.Equal(Documents(file).Length, KubernetesYaml.LoadAllFromString(text, strict: true).Count);
        Assert.ThrowsAny<YamlException>(() => KubernetesYaml.LoadAllFromString(text.Replace("metadata:", "metadatum:", StringComparison.Ordinal), strict: true));
    }

    [VerifierFact]
    public async Task Systemd_takes_the_unit()
    {
        var start = new ProcessStartInfo(VerifierFactAttribute.Verifier, ["verify", "--man=no", Path.Combine(Root, "systemd", "selvedge@.service")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var verifying = Process.Start(start)!;
        var said = verifying.StandardError.ReadToEndAsync();
        await verifying.WaitForExitAsync();
        // Where the program lies is this machine's own affair.
        Assert.DoesNotContain("selvedge@", string.Join('\n', (await said).Split('\n').Where(line => !line.Contains("/usr/bin/dotnet", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    /// <summary>As a node is told them, with ':' between their parts and something for what is to be filled in.</summary>
    private static Dictionary<string, string> SettingsOf(string engine)
    {
        IEnumerable<(string Name, string Value)> said = engine switch
        {
            "systemd" => Line().Matches(Read("systemd/selvedge.env")).Concat(UnitLine().Matches(Read("systemd/selvedge@.service"))).Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
            "compose" => ((YamlMappingNode)At(ComposeNode, "environment")).Select(each => (each.Key.ToString(), Filled().Replace(each.Value.ToString(), "example.com"))),
            _ => ((YamlSequenceNode)At(Documents("kubernetes/kustomization.yaml").Single(), "configMapGenerator", "0", "literals")).Select(literal => literal.ToString().Split('=', 2)).Select(pair => (pair[0], pair[1]))
                .Concat(((YamlSequenceNode)At(Container, "env")).Select(each => (Text(each, "name"), Text(each, "value"))))
                .Concat(Secret().Matches(Read("kubernetes/node.yaml")).Select(match => (match.Groups[1].Value, "secret"))),
        };
        return said.ToDictionary(each => each.Name.Replace("__", ":", StringComparison.Ordinal), each => each.Name.EndsWith("Authority", StringComparison.Ordinal) ? "https://id.example.com" : each.Name.EndsWith("Pages", StringComparison.Ordinal) ? AppContext.BaseDirectory : each.Value);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static YamlNode[] Documents(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read(file)));
        return [.. yaml.Documents.Select(document => document.RootNode)];
    }

    private static YamlNode At(YamlNode node, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
            node = node is YamlSequenceNode ? node[int.Parse(step)] : node[step];
        return node;
    }

    private static string Text(YamlNode node, params ReadOnlySpan<string> path) => ((YamlScalarNode)At(node, path)).Value!;

    private static double Seconds(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\w+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"^Environment=(\w+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex UnitLine();

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Filled();

    [GeneratedRegex(@"--from-literal=(\w+)=")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^server (\S+) max_fails", RegexOptions.Multiline)]
    private static partial Regex Server();

    [GeneratedRegex(@"^TimeoutStopSec=(\d+)$", RegexOptions.Multiline)]
    private static partial Regex Stop();

    [GeneratedRegex(@"^COPY (?!--)(.+)$", RegexOptions.Multiline)]
    private static partial Regex Copied();

    /// <summary>Remembers what was asked for.</summary>
    private sealed class Recorded : ConfigurationProvider, IConfigurationSource
    {
        public Recorded(IEnumerable<KeyValuePair<string, string>> said)
        {
            foreach (var (name, value) in said)
                Data[name] = value;
        }

        public System.Collections.Concurrent.ConcurrentBag<string> Asked { get; } = [];

        public HashSet<string> Read => new(Asked, StringComparer.OrdinalIgnoreCase);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Asked.Add(key);
            return base.TryGet(key, out value);
        }
    }
}

/// <summary>Skipped where the machine has no systemd.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VerifierFactAttribute : FactAttribute
{
    public const string Verifier = "/usr/bin/systemd-analyze";

    public VerifierFactAttribute() => Skip = File.Exists(Verifier) ? null! : "systemd-analyze is not installed";
}
