using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Boards;

/// <summary>Kestrel, the hub and the boards over a real journal; actors are played by writing their rows.</summary>
internal sealed class LiveNode : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<StreamKey, (long Number, int Version)> streams = [];

    private LiveNode(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    public Uri Address { get; }

    public static async Task<LiveNode> StartAsync(string database, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(Nodes.GatewayNode.Patient).AddJournal(database);
        builder.Services.AddSingleton(DispatchProxy.Create<IGrainFactory, NoGrains>());
        builder.Services.AddBoards();
        builder.Services.AddProduction();
        builder.Services.AddSecurity();
        var app = builder.Build();
        app.UsePeople();
        app.MapBoards();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new LiveNode(app, new Uri(address));
    }

    public Task<long> PlaceAsync(PurchaseOrderRow order) =>
        AppendAsync(Kinds.PurchaseOrder, order.Number, order);

    public Task<long> PlaceAsync(PersonSheet person) => AppendAsync(Kinds.Person, person.Id, person);

    public Task<long> PlaceAsync(IncidentRow incident) => AppendAsync(Kinds.Incident, incident.Id, incident);

    public Task<long> PlaceAsync(ApprovalRow approval) => AppendAsync(Kinds.Approval, approval.Subject.Id, approval);

    public Task CatchUpAsync() => app.Services.GetRequiredService<Rows>().CatchUpAsync(default);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<long> AppendAsync<TRow>(string kind, string id, TRow row)
    {
        var stream = new StreamKey(kind, id);
        var result = await app.Services.GetRequiredService<Journal.Journal>().AppendAsync(new Append
        {
            Stream = stream,
            StreamNumber = streams.GetValueOrDefault(stream).Number,
            ExpectedVersion = streams.GetValueOrDefault(stream).Version,
            Events = [new NewEvent("test.happened", 1, "{}"u8.ToArray(), "{}"u8.ToArray())],
            Commands = [new AppendedCommand(Guid.NewGuid(), 0, Guid.NewGuid(), 1)],
            Row = StoredForm.Write(row),
        });
        var committed = Assert.IsType<AppendResult.Committed>(result);
        streams[stream] = (committed.StreamNumber, committed.Version);
        return committed.FirstPosition;
    }

    /// <summary>Whatever it is asked for.</summary>
    public class NoGrains : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) =>
            throw new InvalidOperationException("These tests follow no details.");
    }
}
