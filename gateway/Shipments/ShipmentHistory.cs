using Selvedge.Contracts.Stored;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Shipments;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Production;
using Selvedge.Journal;

namespace Selvedge.Gateway.Shipments;

/// <summary>Tells a shipment's events as a person would. One shipment, its events in order; not thread-safe.</summary>
internal sealed class ShipmentHistory
{
    private readonly List<HistoryEntry> entries = [];
    private readonly Dictionary<(string Source, string EventId), ReportTransport> said = [];

    /// <summary>In the order of the events.</summary>
    public IReadOnlyList<HistoryEntry> Entries => entries;

    public void Tell(RecordedEvent recorded)
    {
        var type = Vocabulary.TypeOf(recorded.Type) ?? recorded.Type;
        switch (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span))
        {
            case ShipmentEvent.Booked { Sheet: var sheet }:
                entries.Add(HistoryEntry.Of(recorded, type, $"Booked with {sheet.Carrier} as {sheet.Booking}, {sheet.From} to {sheet.To}"));
                break;
            case ShipmentEvent.TransportReported { Report: var report }:
                var before = said.GetValueOrDefault((report.Source, report.EventId));
                said[(report.Source, report.EventId)] = report;
                entries.Add(HistoryEntry.Of(
                    recorded, type, report.Retracted ? $"{report.Source} took back its report {(before?.Moment is { } moment ? $"on {OrderLifeWords.Said(moment)}" : report.EventId)}" : Words(report),
                    from: before is { Retracted: false } ? before.Date : null, to: report.Retracted ? null : report.Date, source: report.Source));
                break;
        }
    }

    private static string Words(ReportTransport report)
    {
        string[] beside = [.. new[] { report.Equipment, report.Location }.OfType<string>()];
        var what = OrderLifeWords.Said(report.Moment!.Value) + (beside.Length == 0 ? "" : $" ({string.Join(", ", beside)})");
        var happened = report.Classifier switch
        {
            Classifier.Actual => "happened",
            Classifier.Estimate => "is expected",
            _ => "is planned for",
        };
        return $"{char.ToUpperInvariant(what[0])}{what[1..]} {happened} {HistoryWords.Of(report.Date)}{OrderLifeWords.Note(report.Note)}";
    }
}
