using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.Shipments;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Shipments;

namespace Selvedge.Gateway.Edi;

/// <summary>Does what an interchange says, through the doors by which bookings and status events come in any other form.</summary>
internal sealed class EdiIntake(IGrainFactory grains, Intake intake, Rows rows)
{
    /// <summary>Statements about shipments in one interchange.</summary>
    public const int MaxStatements = 1_000;

    /// <summary>One message on its way to a verdict.</summary>
    private sealed class Working(Message message, EnvelopeFault fault, Mapped? mapped)
    {
        public Message Message => message;

        public Mapped? Mapped => mapped;

        public EnvelopeFault Fault { get; set; } = fault;

        public string? Shipment { get; set; }

        public bool HasDone { get; set; }

        public bool HasFailed { get; set; }

        public List<EdiRemark> Remarks { get; } = mapped is null ? [] : [.. mapped.Remarks];

        public List<EventVerdict> Events { get; } = [];

        public void Fail(int segment, string code, string detail)
        {
            HasFailed = true;
            Remarks.Add(new EdiRemark(segment, Message.Segments[segment - 1].Tag, 0, "", code, detail));
        }

        public EdiMessageReport Report() => new(
            Message.Type, Message.Reference, Fault != EnvelopeFault.None ? EdiStatus.Refused : Remarks.Count > 0 ? EdiStatus.Noted : EdiStatus.Accepted,
            Fault == EnvelopeFault.None ? null : Hyphened(Fault), Shipment, [.. Events], [.. Remarks]);
    }

    /// <summary>What the interchange says, before anything of it is done.</summary>
    internal static ImmutableArray<(MessageGroup Group, ImmutableArray<(Message Message, EnvelopeFault Fault, Mapped? Mapped)> Messages)> Read(Interchange interchange) =>
    [
        .. interchange.Groups.Select(group =>
        {
            var messages = group.Messages.Select(message =>
            {
                var fault = message.Fault != EnvelopeFault.None ? message.Fault : IsTaken(interchange.Delimiters.Syntax, message.Type) ? EnvelopeFault.None : EnvelopeFault.NotTaken;
                return (message, fault, fault == EnvelopeFault.None && group.Fault == EnvelopeFault.None ? Map(message) : null);
            }).ToImmutableArray();
            var isOther = group.Fault == EnvelopeFault.None && !messages.IsEmpty && messages.All(m => m.fault == EnvelopeFault.NotTaken);
            return (isOther && group.Header is not null ? group with { Fault = EnvelopeFault.NotTaken } : group, messages);
        }),
    ];

    /// <summary>Does it, and tells of each message what became of it.</summary>
    /// <param name="received">When it first came: events are no later than that, whatever clock their sender goes by.</param>
    /// <exception cref="Journal.JournalUnavailableException">Some outcome is unknown; sending all again is safe.</exception>
    public async Task<(Judged Judged, ImmutableArray<EdiMessageReport> Reports)> TakeAsync(
        Interchange interchange, DateTimeOffset received, Provenance from, Rights rights, CancellationToken ct)
    {
        var read = Read(interchange);
        var groups = read.Select(g => (g.Group, Messages: g.Messages.Select(m => new Working(m.Message, m.Fault, m.Mapped)).ToArray())).ToArray();
        var all = groups.SelectMany(g => g.Messages.Select(m => (g.Group, Message: m))).ToArray();
        var said = interchange.Prepared is { } prepared && new DateTimeOffset(prepared, TimeSpan.Zero) < received ? new DateTimeOffset(prepared, TimeSpan.Zero) : received;

        await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, rights);
        foreach (var (group, message) in all.Where(m => m.Message.Mapped?.Notice is not null))
            await BookAsync(message, IdOf(interchange, group, message.Message), from, sight);

        // What was just booked is to be found.
        await rows.CatchUpAsync(ct);
        var (items, owners) = (ImmutableArray.CreateBuilder<ReadItem>(), new List<(Working Message, int Segment)>());
        foreach (var (group, message) in all.Where(m => m.Message is { Mapped: not null, HasFailed: false }))
        {
            for (var i = 0; i < message.Mapped!.Said.Length; i++)
            {
                if (Find(message, message.Mapped.Said[i], sight) is not { } shipment)
                    continue;
                items.Add(ItemOf(message.Mapped.Said[i], shipment, interchange.Sender, $"{IdOf(interchange, group, message.Message)}/{i}", said));
                owners.Add((message, message.Mapped.Said[i].Segment));
            }
        }

        if (items.Count > 0)
        {
            var verdicts = await intake.TakeAsync(new ReadEvents.Items(items.DrainToImmutable(), IsSingle: false), from, rights, e => sight.Sees(e.Kind, e.Key), ct);
            for (var i = 0; i < owners.Count; i++)
            {
                owners[i].Message.Events.Add(verdicts.Items[i]);
                if (verdicts.Items[i].Problem is { } problem)
                    owners[i].Message.Fail(owners[i].Segment, problem.Code, problem.Detail ?? problem.Title);
                else
                    owners[i].Message.HasDone = true;
            }
        }

        foreach (var (_, message) in all.Where(m => m.Message is { HasFailed: true, HasDone: false }))
            message.Fault = EnvelopeFault.ContentRefused;
        return (
            new Judged(interchange, EnvelopeFault.None, [.. groups.Select(g => new JudgedGroup(g.Group, [.. g.Messages.Select(m => new JudgedMessage(m.Message, m.Fault, [.. m.Remarks]))]))]),
            [.. groups.SelectMany(g => g.Messages.Select(m => g.Group.Fault == EnvelopeFault.None ? m.Report() : m.Report() with { Status = EdiStatus.Refused, Problem = Hyphened(g.Group.Fault) }))]);
    }

    internal static string Hyphened(EnvelopeFault fault) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());

    private static bool IsTaken(EdiSyntax syntax, string type) => syntax == EdiSyntax.X12 ? type is "214" or "856" : type is "IFTSTA" or "DESADV";

    private static Mapped Map(Message message) => message.Type switch
    {
        "214" => X12Messages.Status(message),
        "856" => X12Messages.ShipNotice(message),
        "IFTSTA" => EdifactMessages.Status(message),
        _ => EdifactMessages.DespatchAdvice(message),
    };

    // Whole whatever else is in the interchange, so that it can be sent again after an outage.
    private static string IdOf(Interchange interchange, MessageGroup group, Message message) =>
        CommandIds.Of("edi", interchange.Delimiters.Syntax.ToString(), interchange.Sender, interchange.Reference, group.Reference, message.Reference).ToString("N");

    private static ReadItem ItemOf(SaidTransport said, string shipment, string source, string id, DateTimeOffset at) => new(id, new StatusEvent(
        Kinds.Shipment, shipment, new ReportMilestone(source, id, at, false, 0, "", said.Meaning.Classifier, said.Date, null, said.Note),
        new ReportTransport(source, id, at, false, said.Meaning.Moment, said.Meaning.Classifier, said.Date, said.Location, said.Equipment, said.Note)), []);

    private string? Find(Working message, SaidTransport said, Sight sight)
    {
        var known = message.Shipment is { } own && rows.TryGetShipment(own, out var booked) ? [booked.Row]
            : rows.Shipments.Select(s => s.Row).Where(s => said.References.Any(r => r == s.Id || r == s.Sheet.Booking) && sight.SeesShipment(s)).ToArray();
        if (known.Length > 1 && said.Equipment is { } container)
            known = [.. known.Where(s => s.Sheet.Containers.Contains(container))];
        if (known.Length == 0)
            message.Fail(said.Segment, "unknown-shipment", "There is no shipment of that booking or id.");
        else if (known.Length > 1)
            message.Fail(said.Segment, "ambiguous-shipment", $"{known.Length} shipments go by that booking: name the container, or our id.");
        else if (said.Meaning.OnlyByRoad && known[0].Sheet.Mode != TransportMode.Road)
            message.Remarks.Add(new EdiRemark(said.Segment, message.Message.Segments[said.Segment - 1].Tag, 1, "", "other-leg", "It tells of a truck, and the shipment goes otherwise."));
        else
            return known[0].Id;
        return null;
    }

    private async Task BookAsync(Working message, string id, Provenance from, Sight sight)
    {
        var notice = message.Mapped!.Notice!;
        if (message.Remarks.FirstOrDefault(r => r.Code == "not-taken") is not null)
        {
            message.HasFailed = true;
            return;
        }

        var existing = rows.Shipments.Select(s => s.Row).Where(s => s.Sheet.Booking == notice.Booking && sight.SeesShipment(s)).ToArray();
        if (existing.Length == 1)
        {
            (message.Shipment, message.HasDone) = (existing[0].Id, true);
            // Lines that it does not carry are not added by a second notice, and its sender is not to believe so.
            foreach (var line in notice.Lines.Where(l => !existing[0].Sheet.Lines.Any(c => c.PurchaseOrder == l.PurchaseOrder && (l.Line ?? c.Line) == c.Line
                && c.Quantity == notice.Lines.Where(o => o.PurchaseOrder == l.PurchaseOrder && o.Line == l.Line).Sum(o => (long)o.Quantity))))
                message.Remarks.Add(new EdiRemark(line.Segment, message.Message.Segments[line.Segment - 1].Tag, 0, line.PurchaseOrder, "booked-otherwise", $"{existing[0].Id} was booked without it, or with another quantity."));
            return;
        }

        foreach (var (value, what) in new (object?, string)[]
            { (notice.Booking, "a booking"), (notice.Carrier, "the carrier"), (notice.Mode, "the mode of transport"), (notice.From, "the UN/LOCODE from which it leaves"), (notice.To, "the UN/LOCODE to which it goes") })
            if (value is null)
                message.Fail(notice.Segment, "required", $"Expected {what}, because the shipment has not been booked yet.");
        var lines = notice.Lines.Select(line => LineOf(message, line, sight)).OfType<CarriedLine>().ToArray();
        if (notice.Lines.IsEmpty)
            message.Fail(notice.Segment, "required", "Expected items of purchase orders.");
        // An item that could not be read would be missing from what is booked.
        if (message.Mapped.Remarks.Any(r => r.Code is "impossible-quantity" or "required" || r.Tag is "SN1" or "QTY"))
            message.HasFailed = true;
        if (message.HasFailed)
            return;

        ImmutableArray<CarriedLine> carried =
            [.. lines.GroupBy(l => (l.PurchaseOrder, l.Line)).Select(g => new CarriedLine(g.Key.PurchaseOrder, g.Key.Line, (int)Math.Min(int.MaxValue, g.Sum(l => (long)l.Quantity))))];
        if (carried.Length > Shipment.MostLines || notice.Containers.Length > Shipment.MostContainers)
        {
            message.Fail(notice.Segment, "too-many-lines", $"Expected at most {Shipment.MostLines} lines and {Shipment.MostContainers} containers.");
            return;
        }

        foreach (var container in notice.Containers.Where(c => !Containers.MayBe(c, notice.Mode!.Value)))
            message.Fail(notice.Segment, "impossible-container", $"{container}: {Containers.Words}");
        foreach (var line in carried)
            if (rows.TryGetPurchaseOrder(line.PurchaseOrder, out var order) && !OrderedQuantity.Allows(order.Row.Lines.First(l => l.Number == line.Line), line.Quantity))
                message.Fail(notice.Segment, "beyond-order", $"{line.PurchaseOrder}/{line.Line}: {OrderedQuantity.Words}");
        if (message.HasFailed)
            return;

        var sheet = new ShipmentSheet(notice.Booking!, notice.Carrier!, notice.Mode!.Value, notice.From!, notice.To!, notice.Containers, carried);
        var command = CommandIds.Of("edi-booking", id);
        var shipment = ShipmentId.Of(command);
        var header = new CommandHeader(
            command, 0, CommandIds.Of(id, string.Join('|', carried.Select(l => $"{l.PurchaseOrder}/{l.Line.ToString(CultureInfo.InvariantCulture)}"))), new Origin(from.By, Channel: from.Channel));
        var verdict = await grains.GetGrain<IShipmentGrain>(shipment).Book(new(header, sheet), from.By);
        if (verdict is { Status: VerdictStatus.Refused, Problem: { } problem })
            message.Fail(notice.Segment, problem.Code, problem.Detail);
        else
            (message.Shipment, message.HasDone) = (shipment, true);
    }

    private CarriedLine? LineOf(Working message, NoticedLine said, Sight sight)
    {
        if (!sight.SeesOrder(said.PurchaseOrder) || !rows.TryGetPurchaseOrder(said.PurchaseOrder, out var order))
            message.Fail(said.Segment, "unknown-purchase-order", "There is no such purchase order.");
        else
        {
            var lines = order.Row.Lines.Where(l => said.Line is { } number ? l.Number == number : said.Style is { } style ? l.Style == style : order.Row.Lines.Length == 1).ToArray();
            if (lines.Length == 1)
                return new CarriedLine(said.PurchaseOrder, lines[0].Number, said.Quantity);
            message.Fail(said.Segment, "unknown-line", "Expected the number of one of the order's lines, or a style that one of them is of.");
        }

        return null;
    }
}
