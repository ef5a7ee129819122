using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.SignIn;

/// <summary>A node at which people sign in, and the provider that knows them.</summary>
public sealed class SignInNode : IAsyncLifetime
{
    private string database = "";

    public GatewayNode Node { get; } = new();

    internal Provider Provider { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Provider = await Provider.StartAsync();
        database = await TestServer.CloneDatabaseAsync();
        await StartAsync(Node);
    }

    public async Task DisposeAsync()
    {
        await Node.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>Starts a node on the same database.</summary>
    public async Task StartAsync(GatewayNode node)
    {
        await node.StartAsync(database, GatewayNode.Patient, new Dictionary<string, string?>
        {
            ["Selvedge:SignIn:Authority"] = Provider.Address, ["Selvedge:SignIn:ClientId"] = Provider.Client,
            ["Selvedge:SignIn:ClientSecret"] = Provider.Secret, ["Selvedge:SignIn:Manager"] = "root@halden",
        });
        // Cookies run out by the real clock.
        node.Time.MoveTo(DateTimeOffset.UtcNow);
    }
}
