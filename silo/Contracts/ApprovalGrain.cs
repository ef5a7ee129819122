using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Contracts;

/// <summary>One approval, by the id of its subject.</summary>
public interface IApprovalGrain : IWakeable
{
    /// <summary>The style or order needs it; with what is known of it already, if anything.</summary>
    Task<Verdict> Plan(Asked<PlannedApproval> asked);

    /// <summary>Acts in their order, in one turn, each done or kept until a second person confirms it; verdicts in the same order.</summary>
    Task<ImmutableArray<ApprovalActVerdict>> Act(ImmutableArray<Asked<ApprovalAct>> asked);

    /// <summary>A person's word on what waits for a second person.</summary>
    /// <param name="held">The version that the person looked at; null to act upon any.</param>
    Task<Verdict> Answer(Asked<ProposalAnswer> asked, ProposalReply reply, Author by, int? held);

    /// <summary>What an act would be answered now; records nothing.</summary>
    Task<Verdict> Preview(ApprovalAct act);

    /// <summary>Asks for another round, unless one is under way.</summary>
    Task<Verdict> AskAgain(Asked<AnotherRound> asked);

    /// <summary>The file must be in the store already.</summary>
    Task<Verdict> Attach(Asked<NewAttachment> asked);

    Task<Verdict> Detach(Asked<AttachmentRemoval> asked);

    Task<Verdict> MoveSample(Asked<SampleMove> asked);

    Task<Verdict> DeclareCustoms(Asked<CustomsDeclaration> asked);

    /// <summary>Null when there is no such approval.</summary>
    [AlwaysInterleave]
    Task<ApprovalView?> Read();

    /// <summary>What a milestone needs to know of it; null when there is no such approval.</summary>
    [AlwaysInterleave]
    Task<ApprovalStanding?> Stand();
}

/// <summary>What became of an act.</summary>
/// <param name="Proposal">Id of what now waits for a second person; null where the act was done or refused.</param>
[GenerateSerializer, Immutable, Alias("approval-act-verdict")]
public sealed record ApprovalActVerdict(Verdict Verdict, string? Proposal);

/// <summary>The sheet of an approval that is asked for by hand; or why there is none.</summary>
[GenerateSerializer, Immutable, Alias("approval-offer")]
public sealed record ApprovalOffer(ApprovalSheet? Sheet, Refusal? Problem);
