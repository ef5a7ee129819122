using System.Collections.Concurrent;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Where each vendor works, kept for all actors of the node: a vendor is asked again only when the feed has shown that its
/// stream grew. Thread-safe.
/// </summary>
public sealed class VendorPlaces(Feed feed, IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, Known> places = [];

    /// <summary>Null for a vendor that is not registered.</summary>
    public async ValueTask<VendorPlace?> OfAsync(string vendor)
    {
        var stream = new StreamKey(Kinds.Vendor, vendor);
        if (!places.TryGetValue(vendor, out var known))
        {
            // What names no vendor is not kept; who is one is watched for as long as the node runs: there are a few hundred.
            if (await grains.GetGrain<IVendorGrain>(vendor).Place() is null)
                return null;
            feed.Watch(stream, 0);
            known = new Known(-1, null);
        }

        var seen = feed.SeenVersion(stream);
        if (known.StreamVersion >= seen)
            return known.Place;
        var place = await grains.GetGrain<IVendorGrain>(vendor).Place();
        places[vendor] = new Known(seen, place);
        return place;
    }

    private sealed record Known(int StreamVersion, VendorPlace? Place);
}
