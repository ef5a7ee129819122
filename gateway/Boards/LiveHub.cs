using Microsoft.AspNetCore.SignalR;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// The live hub at <c>/hub/live</c>. Sends <c>Frame</c> and <c>Alive</c>; every Follow that is let in is answered by a
/// frame, an empty one when nothing was missed. Who connects with <c>?parts=true</c> gets a long board as several frames,
/// each with its <c>part</c> of so many <c>parts</c>, from 1, those of one snapshot in turn and nothing else of its topic between.
/// </summary>
internal sealed class LiveHub(FramePump pump, People people) : Hub
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
        var asked = Context.GetHttpContext()?.Request.Query;
        var named = asked?[People.QueryName].ToString();
        if (!people.TryFind(named, out var person))
            throw new HubException($"'{named}' is nobody who is known here.");

        var connection = LiveConnections.Of(Context);
        var live = new LiveConnection(
            person,
            message => connection.WriteAsync(message.Hub, CancellationToken.None),
            () => Break(connection), takesParts: asked?[PartsName].ToString() == "true");
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

    private LiveConnection Connection => (LiveConnection)Context.Items[ConnectionKey]!;

    // SignalR's own abort waits for the write in flight, which is what does not end here: the socket goes first.
    private static void Break(HubConnectionContext connection)
    {
        connection.GetHttpContext()?.Abort();
        connection.Abort();
    }
}
