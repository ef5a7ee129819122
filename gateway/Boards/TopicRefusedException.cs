namespace Selvedge.Gateway.Boards;

/// <summary>There is no such topic for this person. The message is for them, and does not tell whether there is one for others.</summary>
internal sealed class TopicRefusedException(string message) : Exception(message)
{
    /// <summary>Unknown and forbidden alike.</summary>
    public static TopicRefusedException Of(TopicName name) => new($"There is no topic '{name}' that you may see.");
}
