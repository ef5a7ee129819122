using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// Where frames go: a hub connection or a waiting HTTP request. At most one message is in flight; what changes meanwhile
/// is in the next frame. For the pump alone.
/// </summary>
/// <param name="write">Completes when the message has left for the client; does not fail.</param>
/// <param name="abort">Breaks the connection off at once, whatever is in flight.</param>
/// <param name="takesParts">Whether a long snapshot may come in several messages.</param>
internal sealed class LiveConnection(CurrentPerson person, Func<WireMessage, ValueTask> write, Action abort, bool takesParts)
{
    public const int MaxTopics = 32;

    public CurrentPerson Person => person;

    public bool TakesParts => takesParts;

    public Dictionary<TopicName, Follower> Followers { get; } = [];

    /// <summary>Since when a message is being written; null when free.</summary>
    public DateTimeOffset? InFlightSince { get; set; }

    public DateTimeOffset AliveDueAt { get; set; }

    public ValueTask WriteAsync(WireMessage message) => write(message);

    public void Abort() => abort();

    /// <summary>The follower that is furthest behind of those for whom there is a frame: so a slow connection neglects none.</summary>
    public (Follower, Frame)? Next(long position, DateTimeOffset committedAt)
    {
        (Follower, Frame)? next = null;
        var held = long.MaxValue;
        foreach (var follower in Followers.Values)
            if (follower.Held < held && follower.Topic.NextFor(follower, position, committedAt) is { } frame)
                (next, held) = ((follower, frame), follower.Held);
        return next;
    }

    public bool IsBehind()
    {
        foreach (var follower in Followers.Values)
            if (follower.Topic.IsBehind(follower))
                return true;
        return false;
    }
}
