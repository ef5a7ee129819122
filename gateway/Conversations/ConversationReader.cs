using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Conversations;

/// <summary>Finds what is said, as one person may read it: of now at its actor, of the past in the log.</summary>
internal sealed class ConversationReader(
    Rows rows, IGrainFactory grains, People people, PurchaseOrderReader orders, StyleReader styles, Past past, TimeProvider time)
{
    public IGrainFactory Grains => grains;

    public IConversationGrain GrainOf(ConversationSubject subject) => grains.GetGrain<IConversationGrain>(subject.Key);

    /// <summary>Null for unknown and forbidden alike.</summary>
    /// <exception cref="Journal.JournalUnavailableException"/>
    public async Task<Discussed?> FindAsync(ConversationSubject subject, Rights rights, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        return Discussed.Find(subject, rows, rights);
    }

    /// <summary>A comment that they may read; null for unknown and forbidden alike.</summary>
    public async Task<Comment?> FindAsync(ConversationSubject subject, int number, Rights rights) =>
        (await GrainOf(subject).Read()).Comments.FirstOrDefault(c => c.Number == number && rights.MayRead(c.Audience));

    /// <summary>The first person who is mentioned and cannot read it; null for none.</summary>
    public Fault? RefuseMentions(ImmutableArray<string> mentions, Discussed discussed, Audience audience, Rights writer)
    {
        for (var i = 0; i < mentions.Length; i++)
            if (!people.TryFind(mentions[i], out var person) || !discussed.IsSeenBy(person.Rights) || !person.Rights.MayRead(audience)
                || !writer.MayKnow(person.Rights))
                return Fault.At($"/mentions/{i}", "cannot-see", $"'{mentions[i]}' is nobody who may read this.");
        return null;
    }

    /// <summary>Null for unknown and forbidden alike.</summary>
    /// <param name="until">A past position, and its moment; null for the present.</param>
    /// <exception cref="Journal.JournalUnavailableException"/>
    public async Task<CommentPage?> ReadAsync(
        ConversationSubject subject, (long Position, DateTimeOffset Moment)? until, Listing listing, CurrentPerson reader, CancellationToken ct)
    {
        var rights = reader.Rights;
        if (await FindAsync(subject, rights, ct) is not { } discussed || until is { } then && !await SawAsync(subject, then.Position, rights, ct))
            return null;
        var said = until is { } moment ? await SaidByAsync(subject, moment.Position, ct) : await GrainOf(subject).Read();
        var (now, isPast) = (time.GetUtcNow(), until is not null);
        HashSet<int> asking = !isPast && rows.TryGetConversation(subject.Key, out var row) ? [.. row.Row.Open.Where(o => o.Person == reader.Id).Select(o => o.Comment)] : [];
        var shown = said.Comments.Where(c => rights.MayRead(c.Audience)).Select(c => CommentDetail.Of(c, rows, isPast ? null : reader, asking, now)).ToList();
        if (subject.Kind == Kinds.Approval && await grains.GetGrain<IApprovalGrain>(subject.Id).Read() is { } approval)
            shown.AddRange(approval.Remarks
                .Where(r => (!r.IsPrivate || rights.MaySeePrivate(r.Side)) && (until is null || r.At <= until.Value.Moment))
                .Select(r => CommentDetail.Of(r, rows)));
        var page = listing.Of(shown, c => new Place(c.At.UtcTicks, c.Id.PadLeft(6)), c => c);
        return new CommentPage(
            page.Items, page.Total, page.Next, said.Version, isPast ? [] : discussed.Offered(rights), isPast || rights.Party is null ? [] : Mentionable(discussed, reader));
    }

    private ImmutableArray<MentionablePerson> Mentionable(Discussed discussed, CurrentPerson reader) =>
    [
        .. rows.People.Select(p => CurrentPerson.Of(p.Row)).Where(p => p.Id != reader.Id && discussed.IsSeenBy(p.Rights) && reader.Rights.MayKnow(p.Rights))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => new MentionablePerson(p.Id, p.Name, p.Role, p.Rights.MaySay)),
    ];

    // Judged as it stood, as all of a past is.
    private async Task<bool> SawAsync(ConversationSubject subject, long until, Rights rights, CancellationToken ct) => subject.Kind switch
    {
        Kinds.PurchaseOrder => await orders.FindAsync(subject.Id, until, rights, ct) is not null,
        Kinds.Style => await styles.FindAsync(subject.Id, until, rights, ct) is not null,
        _ => true,
    };

    private async Task<ConversationView> SaidByAsync(ConversationSubject subject, long until, CancellationToken ct)
    {
        var fold = (Fold<ConversationState>)StoredKinds.Conversation.Begin();
        await past.FoldAsync(fold, subject.Key, until, ct);
        return new ConversationView(fold.State.Comments, fold.State.Version);
    }
}
