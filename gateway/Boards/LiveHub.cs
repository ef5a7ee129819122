using Microsoft.AspNetCore.SignalR;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// The live hub at <c>/hub/live</c>. Sends <c>Frame</c> and <c>Alive</c>; every Follow that is let in is answered by a
/// frame, an empty one when nothing was missed. Who connects with <c>?parts=true</c> gets a long board as several frames,
/// each with its <c>part</c> of so many <c>parts</c>, from 1, those of one snapshot in turn and nothing else of its topic between.
/// </summary>
internal sealed class LiveHub(FramePump pump, SignedIn signedIn, WallLinks walls) : Hub
{
    private const string ConnectionKey = nameof(LiveConnection);
    private const string PartsName = "parts";

    /// <param name="topic">See <see cref="TopicName"/>.</param>
    /// <param name="after">The last position held of this topic, or null.</param>
    /// <exception cref="HubException">No such topic, not for this person, or too many.</exception>
    public async Task Follow(string topic, long? after)
    {
        try
        {
            await pump.FollowAsync(Connection, topic, after, Context.ConnectionAborted);
        }
        catch (TopicRefusedException refused)
        {
            throw new HubException(refused.Message);
        }
        catch (JournalUnavailableException)
        {
            throw new HubException("The journal cannot answer now: ask again.");
        }
    }

    public void Unfollow(string topic) => pump.Unfollow(Connection, topic);

    public override Task OnConnectedAsync()
    {
        var http = Context.GetHttpContext();
        var person = FindPerson(http);

        var connection = LiveConnections.Of(Context);
        var live = new LiveConnection(
            person,
            message => connection.WriteAsync(message.Hub, CancellationToken.None),
            () => Break(connection), takesParts: http?.Request.Query[PartsName].ToString() == "true");
        Context.Items[ConnectionKey] = live;
        pump.Connect(live);
        LiveMetrics.Connections.Add(1);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(ConnectionKey, out var live))
        {
            pump.Disconnect((LiveConnection)live!);
            LiveMetrics.Connections.Add(-1);
        }

        return Task.CompletedTask;
    }

    // Some transports come here with a copy of the request, without what was found of it before.
    private CurrentPerson FindPerson(HttpContext? http)
    {
        var request = http?.Request;
        if (request is not null && WallLinks.TokenOf(request) is { } token)
            return walls.Find(token) ?? throw new HubException("The token opens nothing.");
        var (person, fault) = signedIn.Find(http, request?.Query[People.QueryName], People.QueryName);
        return person ?? throw new HubException(fault!.Detail!);
    }

    private LiveConnection Connection => (LiveConnection)Context.Items[ConnectionKey]!;

    // SignalR's own abort waits for the write in flight, which is what does not end here: the socket goes first.
    private static void Break(HubConnectionContext connection)
    {
        connection.GetHttpContext()?.Abort();
        connection.Abort();
    }
}
