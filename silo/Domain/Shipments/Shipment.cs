using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Milestones;
using Command = Selvedge.Domain.Shipments.ShipmentCommand;
using Event = Selvedge.Domain.Shipments.ShipmentEvent;
using State = Selvedge.Domain.Shipments.ShipmentState;

namespace Selvedge.Domain.Shipments;

/// <summary>
/// The rules of one shipment: what was booked, and what those who carry it say of its way. Reports about the way are kept
/// whatever we know so far; of several about the same the latest updated holds, so any order of arrival ends in the same state.
/// </summary>
public sealed class Shipment : IDecider<Command, Event, State>
{
    public const int MostLines = 500;
    public const int MostContainers = 200;
    public const int MostPieces = 10_000_000;

    /// <summary>Reports of different event ids, also those that were taken back.</summary>
    public const int MostReports = 20_000;

    // A shipment is under way for weeks; a day two years from when it was said is a typing error.
    private const int YearsAround = 2;

    private static readonly Comparer<ReportTransport> BySourceAndEvent = Comparer<ReportTransport>.Create((one, other) =>
        string.CompareOrdinal(one.Source, other.Source) is var bySource and not 0 ? bySource : string.CompareOrdinal(one.EventId, other.EventId));

    private Shipment() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State shipment, Surroundings around) => (command, shipment.Sheet) switch
    {
        (Command.Book book, null) => Book(book, around),
        (Command.Book, _) => ImmutableArray<Event>.Empty,
        (_, null) => new Refusal("unknown-shipment", "/shipment", "There is no such shipment."),
        (Command.Report report, _) => Report(report.Transport, shipment, around),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State shipment, Event happened) => happened switch
    {
        Event.Booked e => shipment with { Id = e.Id, Sheet = e.Sheet, By = e.By, BookedAt = e.At },
        Event.TransportReported e => shipment with { Said = With(shipment.Said, e.Report) },
        _ => throw new UnreachableException(happened.GetType().Name),
    } with { Version = shipment.Version + 1 };

    public static DateTimeOffset? Due(State shipment) => null;

    private static Decision<Event> Book(Command.Book book, Surroundings around)
    {
        var sheet = book.Sheet;
        if (sheet.Lines.IsEmpty)
            return new Refusal("required", "/lines", "Expected the PO lines that it carries.");
        if (sheet.From == sheet.To)
            return new Refusal("same-place", "/to", "Expected another place than the one from which it leaves.");
        for (var i = 0; i < sheet.Lines.Length; i++)
        {
            var line = sheet.Lines[i];
            if (line.Quantity is < 1 or > MostPieces)
                return new Refusal("impossible-quantity", $"/lines/{i}/quantity", $"Expected 1 to {MostPieces} pieces.");
            if (sheet.Lines.Take(i).Any(l => l.PurchaseOrder == line.PurchaseOrder && l.Line == line.Line))
                return new Refusal("line-twice", $"/lines/{i}", $"{line.PurchaseOrder}/{line.Line} is on the list already: add the quantities.");
        }

        for (var i = 0; i < sheet.Containers.Length; i++)
            if (sheet.Containers.IndexOf(sheet.Containers[i]) != i)
                return new Refusal("container-twice", $"/containers/{i}", $"{sheet.Containers[i]} is on the list already.");
        return ImmutableArray.Create<Event>(new Event.Booked(book.Id, sheet, book.By, around.Now));
    }

    private static Decision<Event> Report(ReportTransport report, State shipment, Surroundings around)
    {
        if (!report.Retracted)
        {
            var today = DateOnly.FromDateTime(around.Now.UtcDateTime);
            // A day ahead of UTC is today already in Auckland.
            if (report.Classifier == Classifier.Actual && report.Date > today.AddDays(1))
                return new Refusal("actual-in-future", "/date", $"{report.Date:yyyy-MM-dd} has not happened yet: today is {today:yyyy-MM-dd}.");
            var said = DateOnly.FromDateTime(report.UpdatedAt.UtcDateTime);
            if (report.Date < said.AddYears(-YearsAround) || report.Date > said.AddYears(YearsAround))
                return new Refusal("impossible-date", "/date", $"{report.Date:yyyy-MM-dd} is more than {YearsAround} years from when it was said.");
        }

        var at = PlaceOf(report, shipment.Said);
        if (at < 0)
            return shipment.Said.Length < MostReports
                ? ImmutableArray.Create<Event>(new Event.TransportReported(shipment.Id, report, around.Now))
                : new Refusal("too-many-reports", "/eventId", $"{shipment.Id} has {MostReports} reports already: correct them by their event ids.");
        // What is known of this event was said at the same time or later.
        return shipment.Said[at].UpdatedAt >= report.UpdatedAt
            ? ImmutableArray<Event>.Empty
            : ImmutableArray.Create<Event>(new Event.TransportReported(shipment.Id, report, around.Now));
    }

    // In an order of its own, so that the same reports leave the same state however they came. What was taken back stays as
    // a mark: an older word of the same event may still be on its way.
    private static ImmutableArray<ReportTransport> With(ImmutableArray<ReportTransport> said, ReportTransport report)
    {
        var at = PlaceOf(report, said);
        return at < 0 ? said.Insert(~at, report) : said.SetItem(at, report);
    }

    // Its index, or the complement of where it belongs.
    private static int PlaceOf(ReportTransport report, ImmutableArray<ReportTransport> said) => said.BinarySearch(report, BySourceAndEvent);
}
