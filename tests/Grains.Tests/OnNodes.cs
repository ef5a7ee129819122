using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

/// <summary>A claim about actors on a node with a database of its own, at <see cref="Given.Morning"/>.</summary>
public abstract class OnOneNode : IAsyncLifetime
{
    protected ManualTime Time { get; } = new(Given.Morning);

    protected string Database { get; private set; } = "";

    protected Node One { get; set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Database = await TestServer.CloneDatabaseAsync();
        One = await Node.StartAsync(Database, Time);
    }

    public virtual async Task DisposeAsync() => await One.DisposeAsync();
}

/// <summary>A claim about actors on two nodes with one database.</summary>
public abstract class OnTwoNodes : OnOneNode
{
    protected Node Two { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Two = await Node.StartAsync(Database, Time);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Two.DisposeAsync();
    }
}
