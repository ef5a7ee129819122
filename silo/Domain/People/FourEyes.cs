using Selvedge.Domain.Brands;

namespace Selvedge.Domain.People;

/// <summary>Supervised work: who may only propose, and who may be the second. One rule for whatever takes two people.</summary>
internal static class FourEyes
{
    public static Refusal NoSupervisor => new("no-supervisor", "", "It takes a manager or director.");

    public static Refusal UnknownProposal => new("unknown-proposal", "", "There is no such proposal, or it has had its answer.");

    public static Refusal AlreadyProposed(Author by) =>
        new("already-proposed", "", $"{by.Id} has proposed the like already: it waits for a second person.");

    /// <summary>Whether the brand wants a supervisor to confirm this where this person asks for it.</summary>
    public static bool MayOnlyPropose(Risk risk, Author by, BrandSettings brand) => !by.IsSupervisor && brand.Risky.Contains(risk);

    /// <summary>Null when the person may confirm what another proposed.</summary>
    /// <param name="askedForBy">Whoever wanted first what the proposal agrees to; null where that is nobody else.</param>
    public static Refusal? RefuseSecond(Author proposer, string? askedForBy, Author second) =>
        proposer.Id == second.Id || askedForBy == second.Id ? new Refusal("same-person", "", "Who asked for it cannot confirm it: it takes a second person.")
        : !second.IsSupervisor ? NoSupervisor
        : null;

    /// <summary>Null when the person may take back what was proposed.</summary>
    public static Refusal? RefuseWithdrawal(Author proposer, Author by) => proposer.Id == by.Id
        ? null
        : new Refusal("not-yours", "", $"{proposer.Id} has proposed it: who did not can decline it.");
}
