using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Conversations;

/// <summary>How much is said about one subject, and who is asked something there.</summary>
/// <param name="Tallies">By audience.</param>
/// <param name="Open">What people have neither answered nor acknowledged, the oldest first.</param>
[GenerateSerializer, Immutable, Alias("conversation-row")]
public sealed record ConversationRow(ConversationSubject Subject, ImmutableArray<Tally> Tallies, ImmutableArray<OpenMention> Open)
{
    private const int ExcerptCharacters = 160;

    /// <summary>Only after an event.</summary>
    public static ConversationRow Of(ConversationState conversation) => new(
        conversation.Subject!,
        [
            .. conversation.Comments.GroupBy(c => c.Audience).Select(said => new Tally(
                said.Key, said.Count(c => c.RetractedAt is null), said.Sum(c => 1 + c.Edits + (c.RetractedAt is null ? 0 : 1)))),
        ],
        [
            .. conversation.Comments.SelectMany(c => c.Mentions, (comment, mention) => (Comment: comment, Mention: mention))
                .Where(m => conversation.IsOpen(m.Mention))
                .Select(m => new OpenMention(
                    m.Mention.Person, m.Comment.Number, m.Comment.By, m.Comment.Audience, Excerpt(m.Comment.Text), m.Comment.About, m.Comment.At)),
        ]);

    // Not between the two halves of a character.
    private static string Excerpt(string text) => text.Length <= ExcerptCharacters
        ? text
        : $"{text[..(char.IsHighSurrogate(text[ExcerptCharacters - 1]) ? ExcerptCharacters - 1 : ExcerptCharacters)]}…";
}

/// <param name="Comments">That stand.</param>
/// <param name="Changes">Comments, edits and retractions: only rises.</param>
[GenerateSerializer, Immutable, Alias("comment-tally")]
public sealed record Tally(Audience Audience, int Comments, int Changes);

/// <summary>Somebody is asked something and has not answered yet.</summary>
/// <param name="Comment">Its number.</param>
/// <param name="Text">Its beginning.</param>
[GenerateSerializer, Immutable, Alias("open-mention")]
public sealed record OpenMention(string Person, int Comment, string By, Audience Audience, string Text, CommentPlace? About, DateTimeOffset At);
