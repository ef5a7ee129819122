using System.Collections.Frozen;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Shipments;

namespace Selvedge.Gateway.Edi;

/// <param name="OnlyByRoad">It tells of a truck, which for what travels otherwise is not the leg that was booked.</param>
internal sealed record StatusMeaning(TransportMoment Moment, Classifier Classifier = Classifier.Actual, bool OnlyByRoad = false);

/// <summary>What codes of messages mean in our words. Those that are not listed have no word here, and are kept and reported.</summary>
internal static class StatusCodes
{
    /// <summary>AT7-01 of the 214: X12 element 1650.</summary>
    public static readonly FrozenDictionary<string, StatusMeaning> X12 = new Dictionary<string, StatusMeaning>
    {
        ["AM"] = new(TransportMoment.Load, OnlyByRoad: true),
        ["CP"] = new(TransportMoment.Load, OnlyByRoad: true),
        ["AF"] = new(TransportMoment.Departure, OnlyByRoad: true),
        ["OA"] = new(TransportMoment.GateOut),
        ["D1"] = new(TransportMoment.Received),
        ["AG"] = new(TransportMoment.Received, Classifier.Estimate),
        ["X2"] = new(TransportMoment.Received, Classifier.Estimate),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>STS C555 4405: numbers of UNECE Recommendation 24, revision 6; letters as ocean carriers send them, of X12 element 157.</summary>
    public static readonly FrozenDictionary<string, StatusMeaning> Edifact = new Dictionary<string, StatusMeaning>
    {
        ["1"] = new(TransportMoment.Arrival),
        ["12"] = new(TransportMoment.CustomsCleared),
        ["21"] = new(TransportMoment.Received),
        ["22"] = new(TransportMoment.Received),
        ["24"] = new(TransportMoment.Departure),
        ["29"] = new(TransportMoment.Discharge),
        ["40"] = new(TransportMoment.Arrival),
        ["48"] = new(TransportMoment.Load),
        ["127"] = new(TransportMoment.Departure),
        ["AE"] = new(TransportMoment.Load),
        ["VD"] = new(TransportMoment.Departure),
        ["VA"] = new(TransportMoment.Arrival),
        ["UV"] = new(TransportMoment.Discharge),
        ["OA"] = new(TransportMoment.GateOut),
        ["CT"] = new(TransportMoment.CustomsCleared),
        ["D"] = new(TransportMoment.Received),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>DTM-01 of the 856: X12 element 374.</summary>
    public static readonly FrozenDictionary<string, StatusMeaning> X12Dates = new Dictionary<string, StatusMeaning>
    {
        ["011"] = new(TransportMoment.Departure),
        ["370"] = new(TransportMoment.Departure),
        ["369"] = new(TransportMoment.Departure, Classifier.Estimate),
        ["371"] = new(TransportMoment.Arrival, Classifier.Estimate),
        ["017"] = new(TransportMoment.Received, Classifier.Estimate),
        ["035"] = new(TransportMoment.Received),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>DTM C507 2005 of DESADV, and behind the place of a transport stage of IFTSTA.</summary>
    public static readonly FrozenDictionary<string, StatusMeaning> EdifactDates = new Dictionary<string, StatusMeaning>
    {
        ["11"] = new(TransportMoment.Departure),
        ["186"] = new(TransportMoment.Departure),
        ["133"] = new(TransportMoment.Departure, Classifier.Estimate),
        ["189"] = new(TransportMoment.Departure, Classifier.Plan),
        ["178"] = new(TransportMoment.Arrival),
        ["132"] = new(TransportMoment.Arrival, Classifier.Estimate),
        ["232"] = new(TransportMoment.Arrival, Classifier.Plan),
        ["17"] = new(TransportMoment.Received, Classifier.Estimate),
        ["35"] = new(TransportMoment.Received),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
