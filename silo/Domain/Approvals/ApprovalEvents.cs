using System.Collections.Immutable;
using Selvedge.Domain.People;

namespace Selvedge.Domain.Approvals;

/// <summary>What happened to an approval. Stored for ever: additive only.</summary>
public abstract record ApprovalEvent
{
    private ApprovalEvent() { }

    /// <summary>What moved it. The last one of a decision carries the dates that follow.</summary>
    public abstract record Step(ApprovalDates? Dates) : ApprovalEvent;

    public sealed record Planned(ApprovalSheet Sheet, ApprovalDates? Dates = null) : Step(Dates);

    /// <summary>The style or order that needs it was changed.</summary>
    public sealed record Replanned(ApprovalSheet Sheet, ApprovalDates? Dates = null) : Step(Dates);

    /// <summary>Opens a round, or asks for another day in one that nobody has answered with goods.</summary>
    /// <param name="By">Null where it follows from a rejection.</param>
    public sealed record Requested(
        int Round, DateOnly On, DateOnly SubmitBy, DateOnly DecideBy, string? Vendor, string? Reviewer, string? Text, string? By, Clocks Clocks, ApprovalDates? Dates = null,
        string? Mill = null) : Step(Dates);

    /// <param name="IsProposal">The vendor named another day than the one asked for.</param>
    public sealed record Confirmed(DateOnly On, DateOnly Expected, bool IsProposal, string? Text, string By, ApprovalDates? Dates = null) : Step(Dates);

    public sealed record Sent(DateOnly On, Parcel? Parcel, string? Text, string By, Clocks Clocks, ApprovalDates? Dates = null) : Step(Dates);

    public sealed record Received(DateOnly On, string? Text, string By, Clocks Clocks, ApprovalDates? Dates = null) : Step(Dates);

    public sealed record ReviewBegun(DateOnly On, string? Reviewer, string By, ApprovalDates? Dates = null) : Step(Dates);

    /// <summary>The round is over.</summary>
    /// <param name="From">What was carried over.</param>
    /// <param name="ConfirmedBy">Id of the second person; null where none was needed.</param>
    public sealed record Decided(
        ApprovalStatus Outcome, DateOnly On, ImmutableArray<string> Reasons, string? Text, string? From, string By, Clocks Clocks, ApprovalDates? Dates = null,
        string? ConfirmedBy = null) : Step(Dates);

    public sealed record Held(DateOnly On, string Text, string By, Clocks Clocks, ApprovalDates? Dates = null) : Step(Dates);

    public sealed record Resumed(DateOnly On, string By, Clocks Clocks, ApprovalDates? Dates = null) : Step(Dates);

    public sealed record Cancelled(DateOnly On, string Text, string By, Clocks Clocks, ApprovalDates? Dates = null) : Step(Dates);

    /// <summary>The line ended that it is for: nobody waits for it any more, and nobody asks for it again.</summary>
    public sealed record Withdrawn(DateOnly On, ApprovalEnd End, Clocks Clocks, ApprovalDates? Dates = null) : Step(Dates);

    /// <summary>The round waits for its decision again, as it did before.</summary>
    public sealed record DecisionTakenBack(DateOnly On, string Text, string By, Clocks Clocks, ApprovalDates? Dates = null) : Step(Dates);

    /// <summary>Who makes the material was said beside the round, which goes on as it was.</summary>
    public sealed record MillNamed(string Mill, string By, ApprovalDates? Dates = null) : Step(Dates);

    public sealed record Reopened(DateOnly On, string Text, string By, ApprovalDates? Dates = null) : Step(Dates);

    /// <summary>The day on which a side should have acted, or a day after it, has come.</summary>
    public sealed record FallenDue(ApprovalDates? Dates = null) : Step(Dates);

    /// <summary>For both sides. Said before approvals had conversations of their own; so is the next.</summary>
    public sealed record Commented(Remark Remark) : ApprovalEvent;

    /// <summary>For the writer's side alone: an event of its own, so that it cannot be published by mistake.</summary>
    public sealed record Noted(Remark Remark) : ApprovalEvent;

    public sealed record Attached(Attachment Attachment) : ApprovalEvent;

    public sealed record Detached(string Id, string By) : ApprovalEvent;

    public sealed record SampleMoved(SamplePlace Place, string By) : ApprovalEvent;

    public sealed record CustomsDeclared(CustomsRecord Record, string By) : ApprovalEvent;

    public sealed record ProposalMade(ApprovalProposal Proposal) : ApprovalEvent;

    /// <summary>What was proposed follows in the same decision.</summary>
    public sealed record ProposalConfirmed(Guid Id, ApprovalMove Act, Author By, string? Note) : ApprovalEvent;

    public sealed record ProposalDeclined(Guid Id, ApprovalMove Act, Author By, string? Note) : ApprovalEvent;

    public sealed record ProposalWithdrawn(Guid Id, ApprovalMove Act, string? Note) : ApprovalEvent;
}
