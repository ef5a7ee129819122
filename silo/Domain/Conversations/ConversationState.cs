using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.Conversations;

/// <summary>What a conversation is about.</summary>
/// <param name="Kind">Of the subject's stream: purchase-order, style or approval.</param>
[GenerateSerializer, Immutable, Alias("conversation-subject")]
public sealed record ConversationSubject(string Kind, string Id)
{
    /// <summary>The conversation's own key.</summary>
    public string Key => $"{Kind}/{Id}";

    /// <summary>Of a conversation's key.</summary>
    public static ConversationSubject Of(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? new ConversationSubject(key[..slash], key[(slash + 1)..])
            : throw new ArgumentException($"'{key}' names no subject.", nameof(key));
}

/// <summary>A conversation as its events left it. <see cref="Subject"/> is null until somebody spoke.</summary>
/// <param name="Comments">By number, from 1.</param>
/// <param name="Heard">How far those who were mentioned or spoke have heard it.</param>
/// <param name="Settled">Mentions that were acknowledged one by one.</param>
/// <param name="Version">Number of events.</param>
public sealed record ConversationState(ConversationSubject? Subject, ImmutableArray<Comment> Comments, ImmutableArray<Heard> Heard, ImmutableArray<Mention> Settled, int Version)
{
    public static ConversationState Empty { get; } = new(null, [], [], [], 0);

    public int HeardUpTo(string person) => Heard.FirstOrDefault(h => h.Person == person)?.UpTo ?? 0;

    /// <summary>Neither answered nor acknowledged.</summary>
    public bool IsOpen(Mention mention) => mention.Since > HeardUpTo(mention.Person) && !Settled.Contains(mention);
}

/// <param name="UpTo">Version of the conversation.</param>
[GenerateSerializer, Immutable, Alias("heard")]
public sealed record Heard(string Person, int UpTo);

public enum Visibility
{
    /// <summary>Both sides: whoever sees the subject, and of what a vendor says the brand and that vendor.</summary>
    Public,

    /// <summary>The buyer's own people alone.</summary>
    Brand,

    /// <summary>The writer's own people at the vendor alone.</summary>
    Vendor,
}

/// <summary>Who may read a comment.</summary>
/// <param name="Vendors">Whose people, where a vendor said it; empty for any vendor's.</param>
[GenerateSerializer, Immutable, Alias("audience")]
public sealed record Audience(Visibility Visibility, ImmutableArray<string> Vendors)
{
    public bool IsPrivate => Visibility != Visibility.Public;

    // Records compare immutable arrays by reference.
    public bool Equals(Audience? other) => other is not null && Visibility == other.Visibility && Vendors.SequenceEqual(other.Vendors);

    public override int GetHashCode() => HashCode.Combine(Visibility, Vendors.Length);
}

/// <summary>Where inside the subject.</summary>
/// <param name="Line">Of an order.</param>
/// <param name="Milestone">Its code.</param>
/// <param name="Round">Of an approval.</param>
[GenerateSerializer, Immutable, Alias("comment-place")]
public sealed record CommentPlace(int? Line, string? Milestone, int? Round);

/// <summary>What somebody said.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Empty where it was taken back.</param>
/// <param name="At">When it was said.</param>
/// <param name="EditedAt">When it was last edited.</param>
/// <param name="HeardUpTo">Version of the conversation that its writer had heard; null for all before it.</param>
[GenerateSerializer, Immutable, Alias("comment")]
public sealed record Comment(
    int Number, string By, Party Side, Audience Audience, string Text, ImmutableArray<Mention> Mentions, CommentPlace? About, DateTimeOffset At,
    DateTimeOffset? EditedAt = null, DateTimeOffset? RetractedAt = null, int Edits = 0, int? HeardUpTo = null);

/// <param name="Since">Version of the conversation that brought it.</param>
[GenerateSerializer, Immutable, Alias("mention")]
public sealed record Mention(string Person, int Since);

/// <summary>What is said about one subject, whole.</summary>
[GenerateSerializer, Immutable, Alias("conversation-view")]
public sealed record ConversationView(ImmutableArray<Comment> Comments, int Version);
