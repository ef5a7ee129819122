using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.Conversations;

/// <summary>What may be asked of a conversation.</summary>
public abstract record ConversationCommand
{
    private ConversationCommand() { }

    public sealed record Say(ConversationSubject Subject, NewComment Comment) : ConversationCommand;

    /// <summary>Within a quarter of an hour, by who wrote it.</summary>
    public sealed record Edit(CommentEdit Change) : ConversationCommand;

    public sealed record Retract(CommentRetraction Which) : ConversationCommand;

    /// <summary>Somebody who is mentioned has read it and has nothing to answer.</summary>
    public sealed record Acknowledge(Acknowledgement What) : ConversationCommand;
}

/// <param name="By">Id of the person.</param>
/// <param name="Vendors">For which they speak; empty for the brand's people.</param>
/// <param name="Mentions">Ids of people.</param>
/// <param name="Read">Version of the conversation that the writer had read; null for all of it.</param>
/// <param name="SaidAt">When, where it was said elsewhere before; null for now.</param>
[GenerateSerializer, Immutable, Alias("new-comment")]
public sealed record NewComment(
    string By, Party Side, ImmutableArray<string> Vendors, Visibility Visibility, string Text, ImmutableArray<string> Mentions, CommentPlace? About,
    int? Read = null, DateTimeOffset? SaidAt = null)
{
    public Audience Audience => new(Visibility, Vendors);
}

[GenerateSerializer, Immutable, Alias("comment-edit")]
public sealed record CommentEdit(string By, int Number, string Text, ImmutableArray<string> Mentions);

[GenerateSerializer, Immutable, Alias("comment-retraction")]
public sealed record CommentRetraction(string By, int Number);

[GenerateSerializer, Immutable, Alias("acknowledgement")]
public sealed record Acknowledgement(string By, int Number);
