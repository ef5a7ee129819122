using Selvedge.Domain.Conversations;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Conversations;

/// <summary>How much of what is said about a subject one may read: what others say in private is not even counted.</summary>
/// <param name="Changes">Comments, edits and retractions: only rises, so who holds another number reads anew.</param>
public sealed record CommentCount(int Count, int Changes)
{
    public static readonly CommentCount None = new(0, 0);

    internal static CommentCount Of(Rows rows, ConversationSubject subject, Rights rights)
    {
        if (!rows.TryGetConversation(subject.Key, out var conversation))
            return None;
        var (count, changes) = (0, 0);
        foreach (var tally in conversation.Row.Tallies)
            if (rights.MayRead(tally.Audience))
                (count, changes) = (count + tally.Comments, changes + tally.Changes);
        return new CommentCount(count, changes);
    }
}
