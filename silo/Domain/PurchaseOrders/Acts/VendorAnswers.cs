using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What the vendor says to a version, and what the buyer says to that.</summary>
internal static class VendorAnswers
{
    public static Decision<Event> Acknowledge(Answer answer, Case asked) =>
        RefuseOther(answer.Version, asked) is { } refusal ? refusal
        : asked.Life.Phase != Phase.Issued && asked.Life.Acknowledged == answer.Version ? ImmutableArray<Event>.Empty
        : [new Event.Acknowledged(answer.Version, answer.Note)];

    public static Decision<Event> Confirm(Answer answer, Case asked)
    {
        if (RefuseOther(answer.Version, asked) is { } refusal)
            return refusal;
        if (asked.Life.Phase == Phase.Confirmed && asked.Life.Acknowledged == answer.Version)
            return ImmutableArray<Event>.Empty;
        return ImmutableArray.CreateRange<Event>(
        [
            new Event.Confirmed(answer.Version, answer.Note),
            .. Drafting.Kept([.. Drafting.Reached(asked.Order.Lines, Stage.Confirmed, asked)], asked),
        ]);
    }

    public static Decision<Event> Reject(Answer answer, Case asked) =>
        RefuseOther(answer.Version, asked) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(answer.Note) ? new Refusal("required", "/note", "Say why it is rejected.")
        : ImmutableArray.Create<Event>(new Event.RejectedByVendor(answer.Version, answer.Note));

    public static Decision<Event> ProposeChange(ChangeWish wish, Case asked)
    {
        if (RefuseOther(wish.Version, asked) is { } refusal)
            return refusal;
        // What it would lead to is judged now, and again when it is accepted.
        var judged = Revising.Apply(wish.Changes, wish.Reason, null, wish.Note, wish.Changes.Lines.Any(l => l.ExFactory is not null), asked);
        if (judged.Refusal is not null)
            return judged;
        for (var i = 0; i < wish.Changes.Lines.Length; i++)
            if (asked.Order.Line(wish.Changes.Lines[i].Number) is null)
                return new Refusal("unknown-line", $"/lines/{i}/number", $"{asked.Header.Number} has no line {wish.Changes.Lines[i].Number}.");
        if (judged.Events.IsEmpty)
            return new Refusal("nothing-to-change", "", "It names nothing that is otherwise.");
        return ImmutableArray.Create<Event>(new Event.ChangeProposed(new VendorWish(
            wish, asked.By, asked.Now, asked.Life.Wish?.From ?? asked.Life.Phase, ActJudge.Otherwise(judged.Events, asked))));
    }

    public static Decision<Event> DeclineChange(ActNote decline, Case asked) => ImmutableArray.Create<Event>(new Event.ChangeDeclined(
        decline.Note, asked.Life.Wish!.From == Phase.Confirmed ? null : asked.AnswerDue));

    private static Refusal? RefuseOther(int version, Case asked) => version == asked.Life.Version
        ? null
        : new Refusal("other-version", "/version", $"Version {asked.Life.Version} is the present one, not {version}.");
}
