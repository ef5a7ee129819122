using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain.Shipments;

namespace Selvedge.Contracts;

/// <summary>One shipment, by its id.</summary>
public interface IShipmentGrain : IGrainWithStringKey
{
    /// <param name="by">Id of the person or partner.</param>
    Task<Verdict> Book(Asked<ShipmentSheet> asked, string by);

    /// <summary>One verdict each, in their order.</summary>
    Task<ImmutableArray<Verdict>> Report(ImmutableArray<Asked<ReportTransport>> asked);

    /// <summary>Null when there is no such shipment.</summary>
    [AlwaysInterleave]
    Task<ShipmentView?> Read();
}
