using System.Collections.Immutable;
using System.Globalization;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Conversations;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Partners;

/// <summary>One entry of the log, in the published vocabulary.</summary>
/// <param name="Id">The same for ever, in the log and in webhooks.</param>
/// <param name="Subject">Whose event it is, as kind/number.</param>
/// <param name="Version">Of the subject after it.</param>
/// <param name="OccurredAt">When it was said or decided.</param>
/// <param name="By">The status event that caused it; null for anything else.</param>
public sealed record PublishedEvent(
    long Position, string Id, string Type, string Subject, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    PublishedOrigin? By, object Data)
{
    public static string IdOf(long position) => $"evt-{position.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Null when the event is not published, or not to who reads.</summary>
    /// <param name="rights">Of who reads it.</param>
    public static PublishedEvent? Of(RecordedEvent recorded, Rights rights)
    {
        if (Vocabulary.TypeOf(recorded.Type) is not { } type || !Vocabulary.IsTold(recorded.Type, rights))
            return null;
        var happened = EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span);
        if (happened is ConversationEvent said && ConversationVocabulary.AudienceOf(said) is { } audience && !rights.MayRead(audience))
            return null;
        var origin = StoredForm.Read<Origin>(recorded.Origin.Span);
        return new PublishedEvent(
            recorded.Position, IdOf(recorded.Position), type, recorded.Stream.ToString(), recorded.Version,
            origin.EventUpdatedAt ?? Vocabulary.HeardAt(happened) ?? recorded.RecordedAt, recorded.RecordedAt,
            PublishedOrigin.Of(origin), Vocabulary.DataOf(happened, rights));
    }
}

public sealed record PublishedOrigin(string Source, string EventId, DateTimeOffset EventUpdatedAt)
{
    internal static PublishedOrigin? Of(Origin origin) =>
        origin is { Source: { } source, EventId: { } eventId, EventUpdatedAt: { } at } ? new(source, eventId, at) : null;
}

/// <summary>A stretch of the log.</summary>
/// <param name="Next">How far it was read, also where all of it was filtered out: ask after it.</param>
public sealed record PublishedEvents(ImmutableArray<PublishedEvent> Items, long Next);
