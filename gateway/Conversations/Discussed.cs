using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Conversations;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Conversations;

/// <summary>A subject that somebody found, and who else sees it.</summary>
/// <param name="IsSeenBy">Cheap: asked for everybody who works here.</param>
/// <param name="IsPrepared">The brand alone sees it as yet: it has not gone out.</param>
internal sealed record Discussed(ConversationSubject Subject, Predicate<Rights> IsSeenBy, bool IsPrepared = false)
{
    /// <summary>To whom somebody may speak of it. What is said to both sides before the vendor sees it would reach them unawares.</summary>
    public ImmutableArray<Visibility> Offered(Rights rights) => IsPrepared ? rights.MaySay.Remove(Visibility.Public) : rights.MaySay;

    /// <summary>Null for unknown and forbidden alike.</summary>
    public static Discussed? Find(ConversationSubject subject, Rows rows, Rights rights)
    {
        var (isThere, isPrepared) = subject.Kind switch
        {
            Kinds.PurchaseOrder => rows.TryGetPurchaseOrder(subject.Id, out var order) ? (true, !order.Row.IsIssued) : default,
            Kinds.Style => (rows.TryGetStyle(subject.Id, out _), false),
            Kinds.Approval => (rows.TryGetApproval(subject.Id, out _), false),
            _ => default,
        };
        return isThere && IsSeenBy(rights) ? new Discussed(subject, IsSeenBy, isPrepared) : null;

        bool IsSeenBy(Rights one) => new Sight(rows, one).Sees(subject.Kind, subject.Id);
    }

    /// <summary>Why there is no such place inside the subject; null where there is.</summary>
    public async Task<Fault?> RefusePlaceAsync(CommentPlace about, IGrainFactory grains)
    {
        switch (Subject.Kind)
        {
            case Kinds.PurchaseOrder:
                var lines = (await grains.GetGrain<IPurchaseOrderGrain>(Subject.Id).Read())?.Lines ?? [];
                return about.Round is not null ? Refuse("round", "wrong-type", "An order has no rounds.")
                    : about.Line is { } line && lines.All(l => l.Number != line) ? Refuse("line", "unknown-line", $"The order has no line {line}.")
                    : about.Milestone is { } code && !lines.Any(l => (about.Line ?? l.Number) == l.Number && l.Milestones.Any(m => m.Code == code))
                        ? Refuse("milestone", "unknown-milestone", $"'{code}' is no milestone of {(about.Line is null ? "the order" : $"line {about.Line}")}.")
                    : null;
            case Kinds.Style:
                var milestones = (await grains.GetGrain<IStyleGrain>(Subject.Id).Read())?.Milestones ?? [];
                return about.Line is not null ? Refuse("line", "wrong-type", "A style has no lines.")
                    : about.Round is not null ? Refuse("round", "wrong-type", "A style has no rounds.")
                    : milestones.All(m => m.Code != about.Milestone) ? Refuse("milestone", "unknown-milestone", $"'{about.Milestone}' is no milestone of the style.")
                    : null;
            default:
                var rounds = (await grains.GetGrain<IApprovalGrain>(Subject.Id).Read())?.Rounds.Length ?? 0;
                return about.Line is not null ? Refuse("line", "wrong-type", "An approval has no lines.")
                    : about.Milestone is not null ? Refuse("milestone", "wrong-type", "An approval has no milestones of its own.")
                    : about.Round > rounds ? Refuse("round", "unknown-round", $"The approval has {rounds} rounds.")
                    : null;
        }

        static Fault Refuse(string member, string code, string detail) => Fault.At($"/{member}", code, detail);
    }
}
