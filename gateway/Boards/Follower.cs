namespace Selvedge.Gateway.Boards;

/// <summary>How far one connection is with one topic. For the pump alone.</summary>
internal sealed class Follower(Topic topic)
{
    public Topic Topic => topic;

    /// <summary>The position held: the <c>to</c> of the last frame; -1 for none.</summary>
    public long Held { get; set; } = -1;

    /// <summary>Set until Follow is answered, also by an empty frame: the position that the answer must reach.</summary>
    public long? AskedAt { get; set; }
}
