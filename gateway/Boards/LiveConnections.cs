using Microsoft.AspNetCore.SignalR;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// Gives the hub each connection's own writer: group and client sends of SignalR wait for the slowest or queue without
/// bound, so frames are written by the pump, connection by connection.
/// </summary>
internal sealed class LiveConnections(ILogger<DefaultHubLifetimeManager<LiveHub>> log) : DefaultHubLifetimeManager<LiveHub>(log)
{
    private static readonly object Key = new();

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[Key] = connection;
        return base.OnConnectedAsync(connection);
    }

    public static HubConnectionContext Of(HubCallerContext caller) => (HubConnectionContext)caller.Items[Key]!;
}
