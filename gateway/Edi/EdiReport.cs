using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Selvedge.Contracts.Stored;
using Selvedge.Gateway.Partners;

namespace Selvedge.Gateway.Edi;

/// <summary>What became of an interchange, in our words.</summary>
/// <param name="Syntax">x12 or edifact.</param>
/// <param name="Acknowledgement">The answer in its own syntax: TA1, 997 or CONTRL.</param>
/// <param name="Problem">Why nothing of it was looked at; null where its messages were.</param>
public sealed record EdiReport(
    string Syntax, string Sender, string Receiver, string Reference, EdiStatus Status, string? Problem, ImmutableArray<EdiMessageReport> Messages, string Acknowledgement);

/// <param name="Shipment">Id of the shipment that it announced; null for others.</param>
/// <param name="Events">Verdicts of the status events that it came to.</param>
/// <param name="Remarks">What could not be used, and where it stands.</param>
public sealed record EdiMessageReport(
    string Type, string Reference, EdiStatus Status, string? Problem, string? Shipment, ImmutableArray<EventVerdict> Events, ImmutableArray<EdiRemark> Remarks);

[JsonConverter(typeof(LowerCase<EdiStatus>))]
public enum EdiStatus
{
    Accepted,

    /// <summary>Accepted, with remarks.</summary>
    Noted,
    Refused,
}
