using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain.LineReviews;

namespace Selvedge.Contracts;

/// <summary>One line review, by its id.</summary>
public interface ILineReviewGrain : IGrainWithStringKey
{
    /// <param name="by">Id of the person.</param>
    Task<Verdict> Open(Asked<LineReviewSheet> asked, string by);

    Task<Verdict> Judge(Asked<Judgement> asked);

    /// <summary>Settles what was decided; the styles are told of it, whatever ends meanwhile.</summary>
    /// <param name="leavesOpen">Also where styles are undecided.</param>
    Task<Verdict> Close(CommandHeader header, string by, bool leavesOpen);

    /// <summary>Null when there is no such review.</summary>
    [AlwaysInterleave]
    Task<LineReviewView?> Read();
}
