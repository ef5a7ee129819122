using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain;
using Selvedge.Domain.Approvals;

namespace Selvedge.Contracts;

/// <summary>One approval, by the id of its subject.</summary>
public interface IApprovalGrain : IWakeable
{
    /// <summary>The style or order needs it; with what is known of it already, if anything.</summary>
    Task<Verdict> Plan(Asked<PlannedApproval> asked);

    /// <summary>Acts in their order, in one turn; verdicts in the same order.</summary>
    Task<ImmutableArray<Verdict>> Act(ImmutableArray<Asked<ApprovalAct>> asked);

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

/// <summary>The sheet of an approval that is asked for by hand; or why there is none.</summary>
[GenerateSerializer, Immutable, Alias("approval-offer")]
public sealed record ApprovalOffer(ApprovalSheet? Sheet, Refusal? Problem);
