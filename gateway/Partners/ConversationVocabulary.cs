using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Conversations;

namespace Selvedge.Gateway.Partners;

/// <summary>The published words for what was said to both sides. What one side keeps to itself has none.</summary>
internal static class ConversationVocabulary
{
    public static string? TypeOf(string stored) => stored switch
    {
        "conversation.commented" or "conversation.edited" or "conversation.retracted" => stored,
        // That it began is known from what was said; who has read what is nobody else's business.
        "conversation.opened" or "conversation.noted" or "conversation.note-edited" or "conversation.note-retracted" or "conversation.acknowledged" => null,
        _ => throw new UnreachableException($"'{stored}' is neither published nor kept back."),
    };

    /// <summary>Who may read what is published of it; null for whoever sees the subject.</summary>
    public static Audience? AudienceOf(ConversationEvent happened) => happened switch
    {
        ConversationEvent.Commented e => e.Comment.Audience,
        ConversationEvent.Edited e => e.Audience,
        ConversationEvent.Retracted e => e.Audience,
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static object DataOf(ConversationEvent happened) => happened switch
    {
        ConversationEvent.Commented { Comment: var c } => new Said(c.Number, c.By, c.Text, People(c.Mentions), c.About?.Line, c.About?.Milestone, c.About?.Round),
        ConversationEvent.Edited e => new Edited(e.Number, e.Text, People(e.Mentions)),
        ConversationEvent.Retracted e => new Retracted(e.Number),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static ImmutableArray<string> People(ImmutableArray<Mention> mentions) => [.. mentions.Select(m => m.Person)];

    private sealed record Said(int Comment, string By, string Text, ImmutableArray<string> Mentions, int? Line, string? Milestone, int? Round);

    private sealed record Edited(int Comment, string Text, ImmutableArray<string> Mentions);

    private sealed record Retracted(int Comment);
}
