using Orleans;
using Orleans.Runtime;
using Selvedge.Contracts;
using Selvedge.Journal;

namespace Selvedge.Clustering;

/// <summary>
/// An actor on another silo has seen at least what its caller's node has. Whoever asks has waited for all that was acknowledged
/// before, at the feed of its own node: without this a silo whose feed lies behind would answer from older memory.
/// </summary>
internal sealed class PositionAlong(Feed feed) : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    private const string Key = "selvedge.position";

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (IsOurs(context))
            RequestContext.Set(Key, feed.Position);
        await context.Invoke();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (IsOurs(context) && RequestContext.Get(Key) is long seen)
            await feed.CatchUpAsync(seen);
        await context.Invoke();
    }

    // The runtime's own grains call each other before there is a feed.
    private static bool IsOurs(IGrainCallContext context) => context.Request.GetInterfaceType().Assembly == typeof(Verdict).Assembly;
}
