using System.Collections.Immutable;
using System.Globalization;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Conversations;

/// <summary>What is said about a subject, newest first, as one person may read it.</summary>
/// <param name="Version">Of the conversation: what an answer to it names as read.</param>
/// <param name="May">To whom this person may speak; empty for who only reads.</param>
/// <param name="People">Whom they may mention.</param>
public sealed record CommentPage(
    ImmutableArray<CommentDetail> Items, int Total, string? Next, int Version, ImmutableArray<Visibility> May, ImmutableArray<MentionablePerson> People);

/// <param name="Reads">The private words that they may read beside what is public.</param>
public sealed record MentionablePerson(string Id, string Name, string Role, ImmutableArray<Visibility> Reads);

/// <summary>What somebody said.</summary>
/// <param name="Text">Null where it was taken back.</param>
/// <param name="EditableUntil">While the reader may still edit it; null where they may not.</param>
/// <param name="Retractable">The reader may take it back.</param>
/// <param name="Asks">It mentions the reader, who has neither answered nor acknowledged it.</param>
public sealed record CommentDetail(
    string Id, DateTimeOffset At, string By, string ByName, Party Side, Visibility Visibility, string? Text, ImmutableArray<MentionDetail> Mentions,
    int? Line, string? Milestone, int? Round, DateTimeOffset? EditedAt, DateTimeOffset? RetractedAt, DateTimeOffset? EditableUntil, bool Retractable,
    bool Asks)
{
    /// <param name="reader">Who may do something about it; null for nobody.</param>
    /// <param name="asking">Numbers of the comments that ask them something.</param>
    internal static CommentDetail Of(Comment comment, Rows rows, CurrentPerson? reader, HashSet<int> asking, DateTimeOffset now)
    {
        var isTheirs = comment.By == reader?.Id && comment.RetractedAt is null;
        return new CommentDetail(
            comment.Number.ToString(CultureInfo.InvariantCulture), comment.At, comment.By, rows.SpeakerName(comment.By), comment.Side,
            comment.Audience.Visibility, comment.RetractedAt is null ? comment.Text : null,
            [.. comment.Mentions.Select(m => new MentionDetail(m.Person, rows.PersonName(m.Person)))],
            comment.About?.Line, comment.About?.Milestone, comment.About?.Round, comment.EditedAt, comment.RetractedAt,
            isTheirs && Conversation.EditableUntil(comment) is var until && until >= now ? until : null, isTheirs, asking.Contains(comment.Number));
    }

    /// <summary>Of what was said on an approval before it had a conversation.</summary>
    internal static CommentDetail Of(Remark remark, Rows rows) => new(
        remark.Id, remark.At, remark.By, rows.SpeakerName(remark.By), remark.Side,
        !remark.IsPrivate ? Visibility.Public : remark.Side == Party.Brand ? Visibility.Brand : Visibility.Vendor,
        remark.Text, [], null, null, remark.Round == 0 ? null : remark.Round, null, null, null, false, false);
}

public sealed record MentionDetail(string Id, string Name);

/// <summary>A comment as it is sent.</summary>
/// <param name="Visibility">Where it is left out public, and brand of an order that has not gone out.</param>
/// <param name="Mentions">Ids of people.</param>
/// <param name="Read">Version of the page that the writer had before them.</param>
public sealed record CommentDocument(
    string Text, Visibility? Visibility, ImmutableArray<string>? Mentions, int? Line, string? Milestone, int? Round, int? Read);

public sealed record CommentEditDocument(string Text, ImmutableArray<string>? Mentions);
