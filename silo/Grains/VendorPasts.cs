using System.Collections.Concurrent;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.TrackRecords;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// The newest published track records, kept for all actors of the node: a record is asked for again only when the feed has
/// shown that its stream grew. Thread-safe.
/// </summary>
public sealed class VendorPasts(Feed feed, IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, Known> records = [];
    private readonly ConcurrentDictionary<(string Vendor, string Category), VendorPast> pasts = [];

    /// <param name="atLeast">The versions used before: none older is given.</param>
    public async ValueTask<VendorPast> OfAsync(string vendor, string category, PastVersions atLeast)
    {
        var own = await NewestAsync(TrackRecordKeys.OfVendor(vendor), atLeast.Vendor);
        var shared = await NewestAsync(TrackRecordKeys.OfCategory(category), atLeast.Category);
        if (own is null && shared is null)
            return VendorPast.None;
        if (!pasts.TryGetValue((vendor, category), out var past)
            || past.Versions != new PastVersions(own?.Version ?? 0, shared?.Version ?? 0))
            pasts[(vendor, category)] = past = new VendorPast(own, shared);
        return past;
    }

    private async ValueTask<PublishedRecord?> NewestAsync(string key, int atLeast)
    {
        var stream = new StreamKey(Kinds.TrackRecord, key);
        if (!records.TryGetValue(key, out var known))
        {
            // Watched for as long as the node runs: there is one record a vendor, and a few hundred vendors.
            feed.Watch(stream, 0);
            known = new Known(-1, null);
        }

        var seen = feed.SeenVersion(stream);
        if (known.StreamVersion >= seen && (known.Record?.Version ?? 0) >= atLeast)
            return known.Record;
        var newest = await grains.GetGrain<ITrackRecordGrain>(key).Published(atLeast);
        records[key] = new Known(seen, newest);
        return newest;
    }

    private sealed record Known(int StreamVersion, PublishedRecord? Record);
}
