using System.Globalization;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.Shipments;

namespace Selvedge.Gateway.Partners;

/// <summary>One status event whose form is right; whether it holds is for its actor to judge.</summary>
/// <param name="Kind"><see cref="Kinds.PurchaseOrder"/>, <see cref="Kinds.Style"/> or <see cref="Kinds.Shipment"/>.</param>
/// <param name="Key">The order's or style's number, the shipment's id.</param>
/// <param name="Report">Of a shipment only what every event has: who speaks, under which id, when, and whether it is taken back.</param>
/// <param name="Transport">Of a shipment.</param>
internal sealed record StatusEvent(string Kind, string Key, ReportMilestone Report, ReportTransport? Transport = null)
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;

    /// <param name="from">Who sent it, and how.</param>
    /// <param name="ofBrand">Whether they are of the brand's own people.</param>
    public Asked<ReportMilestone> ToAsked(Provenance from, bool ofBrand) => new(Header(from), ofBrand ? Report : Report with { Outside = true });

    /// <summary>That of the command which an event is, in every revision.</summary>
    public static Guid IdOf(string source, string eventId) => CommandIds.Of("status-event", source, eventId);

    public CommandHeader Header(Provenance from) => new(
        IdOf(Report.Source, Report.EventId), (Report.UpdatedAt - Epoch).Ticks / TimeSpan.TicksPerMicrosecond,
        Fingerprint(), new Origin(from.By, Report.Source, Report.EventId, Report.UpdatedAt, from.Channel));

    // Of what was said, not of how it was written: spaces, member order and time zones make no other content.
    private Guid Fingerprint() => CommandIds.Of(
    [
        Kind, Key, Report.Retracted ? "retracted" : "stands", Report.Line.ToString(CultureInfo.InvariantCulture), Report.Milestone,
        Report.Classifier.ToString(), Report.Date.ToString("O", CultureInfo.InvariantCulture), Report.Reason ?? "", Report.Note ?? "",
        .. Report.Colour is { } colour ? [colour] : Array.Empty<string>(),
        .. Report.Quantity is { } quantity ? [$"{quantity} counted"] : Array.Empty<string>(),
        .. Report.Contributing is { } beside ? beside.All.Select(share => $"{share.Reason} contributed {share.Days}") : [],
        .. Transport is { } said ? ["transport", said.Moment?.ToString() ?? "", said.Location ?? "", said.Equipment ?? ""] : Array.Empty<string>(),
    ]);
}
