using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.People;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>Where an order stands between buyer and vendor, and what is waited for.</summary>
/// <param name="Version">Of the document; 0 for a draft.</param>
/// <param name="Acknowledged">The version that the vendor has last acknowledged; 0 for none.</param>
/// <param name="IsKeptHere">It was drafted or revised here: a file may no longer change it.</param>
/// <param name="AnswerDue">By when the vendor is to answer the version; null while no answer is due.</param>
/// <param name="IsOverdue">That time has passed.</param>
/// <param name="Wish">What the vendor would do instead; null while it has asked for nothing.</param>
/// <param name="Proposals">What waits for a second person, oldest first.</param>
/// <param name="Ending">How it ended; null while it goes on.</param>
public sealed record LifeCycle(
    Phase Phase, int Version, int Acknowledged, bool IsKeptHere, DateTimeOffset? AnswerDue, bool IsOverdue, Hold? Hold,
    VendorWish? Wish, ImmutableArray<Proposal> Proposals, Ending? Ending)
{
    public static LifeCycle Drafted { get; } = new(Phase.Draft, 0, 0, true, null, false, null, null, [], null);

    /// <summary>Of an order that a file tells of: its being there says that it was issued and confirmed.</summary>
    public static LifeCycle Recorded { get; } = new(Phase.Confirmed, 1, 1, false, null, false, null, null, [], null);

    public bool IsDrafted => Phase is Phase.Draft or Phase.PendingApproval;

    public bool IsOver => Phase is Phase.Cancelled or Phase.Closed;

    public Proposal? Proposal(Guid id) => Proposals.FirstOrDefault(p => p.Id == id);

    /// <summary>The vendor has answered, or need not: nothing is due.</summary>
    public LifeCycle Answered(Phase phase, int acknowledged) =>
        this with { Phase = phase, Acknowledged = acknowledged, AnswerDue = null, IsOverdue = false, Wish = null };

    public LifeCycle Without(Guid proposal) => this with { Proposals = Proposals.RemoveAll(p => p.Id == proposal) };

    /// <summary>Nothing is waited for any more.</summary>
    public LifeCycle Ended(Phase phase, Ending ending) =>
        this with { Phase = phase, AnswerDue = null, IsOverdue = false, Hold = null, Wish = null, Proposals = [], Ending = ending };
}

/// <summary>Nothing is to go on with the order until it is released.</summary>
/// <param name="WaitsOn">Who can lift it: the id of a person, the code of a vendor, or a role.</param>
/// <param name="By">Id of the person who held it.</param>
[GenerateSerializer, Immutable, Alias("hold")]
public sealed record Hold(string Reason, string WaitsOn, string By, DateTimeOffset Since);

/// <summary>What the vendor would do instead.</summary>
/// <param name="From">The phase to which it goes back when it is declined.</param>
/// <param name="Changes">To the version that it answers.</param>
public sealed record VendorWish(ChangeWish Wish, Author By, DateTimeOffset At, Phase From, ImmutableArray<Difference> Changes);

/// <summary>An act that waits for a second person.</summary>
/// <param name="Id">That of the command that asked for it.</param>
/// <param name="Changes">What it would have made otherwise in the order's document when it was proposed.</param>
public sealed record Proposal(Guid Id, Author By, DateTimeOffset At, OrderAct Act, ImmutableArray<Difference> Changes);

/// <param name="Fulfilment">Null for a cancelled order.</param>
/// <param name="Note">Of a cancelled order why.</param>
[GenerateSerializer, Immutable, Alias("ending")]
public sealed record Ending(Fulfilment? Fulfilment, string? Note, string By, DateTimeOffset At, ImmutableArray<ClosedLine> Lines);

/// <summary>What came of one line against what was ordered.</summary>
[GenerateSerializer, Immutable, Alias("closed-line")]
public sealed record ClosedLine(int Number, int Ordered, int Received, Fulfilment Fulfilment, ImmutableArray<ClosedSize> Sizes);

[GenerateSerializer, Immutable, Alias("closed-size")]
public sealed record ClosedSize(string Size, int Ordered, int Received, Fulfilment Fulfilment);
