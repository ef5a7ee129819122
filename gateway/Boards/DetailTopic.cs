using Selvedge.Contracts;
using Selvedge.Domain.Conversations;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// One purchase order or style whole. Its row is read from the actor when somebody follows and it changed, so what is
/// shown trails the feed until the read is back: see <see cref="Through"/>. How much is said about it is in its totals.
/// </summary>
/// <param name="rows">Null for a past moment: the past of what is said is asked for by itself.</param>
internal sealed class DetailTopic(TopicName name, Rights rights, long builtAt, Rows? rows) : Topic(name, rights, builtAt)
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMilliseconds(250);

    private CommentCount? comments = CountOf(name, rights, rows);
    private bool isStale = true;
    private bool isReading;
    private long readAt = -1;
    private DateTimeOffset readNotBefore;

    public override long Through(long position) => isStale || isReading ? readAt : position;

    /// <summary>What is shown, for one who reads once and does not follow.</summary>
    public void Show(IRow row) => Recent.Put(row);

    /// <summary>The actor, or a name that its row shows, changed.</summary>
    public void MarkStale() => isStale = true;

    /// <summary>True when the caller is to read now and then report by one of the methods below.</summary>
    public bool BeginRead(DateTimeOffset now)
    {
        if (Followers == 0 || !isStale || isReading || now < readNotBefore)
            return false;
        (isStale, isReading) = (false, true);
        return true;
    }

    /// <summary>Somebody spoke about it; false where these readers may not hear of it.</summary>
    public bool Hear()
    {
        var before = comments;
        comments = CountOf(Name, Rights, rows);
        return comments != before;
    }

    /// <param name="row">Null when there is none that may be seen.</param>
    /// <param name="position">Where the rows stood when the reading began: the answer is at least of there.</param>
    public void EndRead(IRow? row, long position, DateTimeOffset now)
    {
        isReading = false;
        readAt = position;
        if (row is not null)
            Recent.Put(row);
        else
            Recent.Remove(Name.Id, position, now);
        Changed(position);
    }

    public void FailRead(DateTimeOffset now)
    {
        (isStale, isReading) = (true, false);
        readNotBefore = now + ReadAgainAfter;
    }

    protected override object MakeTotals() => new DetailTotals(Hidden, comments);

    private static CommentCount? CountOf(TopicName name, Rights rights, Rows? rows) => rows is null
        ? null
        : CommentCount.Of(rows, new ConversationSubject(name.Kind == TopicKind.PurchaseOrder ? Kinds.PurchaseOrder : Kinds.Style, name.Id), rights);
}
