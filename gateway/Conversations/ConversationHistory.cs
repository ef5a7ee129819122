using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Conversations;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Conversations;

/// <summary>One thing that happened to a conversation, in words.</summary>
internal sealed record SpokenEntry(RecordedEvent Recorded, string Text, CommentPlace? About);

/// <summary>Tells a conversation as it went, edits and all: what was said stays in the history, also where it was taken back.</summary>
internal sealed class ConversationHistory(Journal.Journal journal)
{
    /// <summary>In the order of the events; what others said in private is not among them.</summary>
    /// <param name="until">A past position; null for the present.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<IReadOnlyList<SpokenEntry>> TellAsync(ConversationSubject subject, long? until, Rights rights, CancellationToken ct)
    {
        var entries = new List<SpokenEntry>();
        var comments = new Dictionary<int, Comment>();
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.Conversation, subject.Key), 0, until ?? long.MaxValue, ct))
            switch (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span))
            {
                case ConversationEvent.Commented e:
                    comments[e.Comment.Number] = e.Comment;
                    Say(recorded, e.Comment, Quoted(e.Comment.Text));
                    break;
                case ConversationEvent.Noted e:
                    comments[e.Comment.Number] = e.Comment;
                    Say(recorded, e.Comment, Quoted(e.Comment.Text));
                    break;
                case ConversationEvent.Edited e:
                    Say(recorded, comments[e.Number], $"Changed what was said to {Quoted(e.Text)}");
                    break;
                case ConversationEvent.NoteEdited e:
                    Say(recorded, comments[e.Number], $"Changed what was said to {Quoted(e.Text)}");
                    break;
                case ConversationEvent.Retracted e:
                    Say(recorded, comments[e.Number], "Took back what was said");
                    break;
                case ConversationEvent.NoteRetracted e:
                    Say(recorded, comments[e.Number], "Took back what was said");
                    break;
            }

        return entries;

        void Say(RecordedEvent recorded, Comment comment, string text)
        {
            if (rights.MayRead(comment.Audience))
                entries.Add(new SpokenEntry(recorded, comment.Audience.Visibility switch
                {
                    Visibility.Brand => $"{text} (for the brand alone)",
                    Visibility.Vendor => $"{text} (for the vendor alone)",
                    _ => text,
                }, comment.About));
        }
    }

    private static string Quoted(string text) => $"“{text}”";
}
