using System.Collections.Immutable;

namespace Selvedge.Domain.Conversations;

/// <summary>
/// What happened to a conversation. Stored for ever: additive only. What is private to a side has events of its own, so
/// that it cannot be published by mistake.
/// </summary>
public abstract record ConversationEvent
{
    private ConversationEvent() { }

    public sealed record Opened(ConversationSubject Subject) : ConversationEvent;

    /// <summary>For both sides; a vendor's is for the brand and that vendor.</summary>
    public sealed record Commented(Comment Comment) : ConversationEvent;

    /// <summary>For the writer's side alone.</summary>
    public sealed record Noted(Comment Comment) : ConversationEvent;

    /// <param name="Audience">Of the comment; null for whoever sees the subject.</param>
    public sealed record Edited(int Number, string Text, ImmutableArray<Mention> Mentions, DateTimeOffset At, Audience? Audience = null) : ConversationEvent;

    public sealed record NoteEdited(int Number, string Text, ImmutableArray<Mention> Mentions, DateTimeOffset At) : ConversationEvent;

    /// <param name="Audience">Of the comment; null for whoever sees the subject.</param>
    public sealed record Retracted(int Number, DateTimeOffset At, Audience? Audience = null) : ConversationEvent;

    public sealed record NoteRetracted(int Number, DateTimeOffset At) : ConversationEvent;

    /// <param name="UpTo">Version of the conversation up to which nothing waits for them.</param>
    /// <param name="Alone">What that version asked of them alone; what they were asked before still waits.</param>
    public sealed record Acknowledged(string By, int UpTo, bool Alone = false) : ConversationEvent;
}
