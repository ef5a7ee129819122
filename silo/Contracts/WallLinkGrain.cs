using Orleans;
using Selvedge.Domain.Walls;

namespace Selvedge.Contracts;

/// <summary>One link to a wall, by its id.</summary>
public interface IWallLinkGrain : IWakeable
{
    /// <param name="secretHash">SHA-256 of the secret that whoever has the link shows, in hex.</param>
    /// <param name="by">Id of the person.</param>
    Task<Verdict> Make(Asked<WallLinkSheet> asked, string secretHash, string by);

    /// <param name="by">Id of the person.</param>
    Task<Verdict> Withdraw(CommandHeader header, string by);
}
