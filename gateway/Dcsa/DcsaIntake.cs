using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.Shipments;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Dcsa;

/// <param name="Feedback">At least one element for each event.</param>
/// <param name="Refused">How many events were.</param>
internal sealed record DcsaOutcome(ImmutableArray<DcsaFeedbackElement> Feedback, int Of, int Refused);

/// <summary>Says what DCSA events say as status events of type shipment, through the same form and door as those; and keeps what has no word here.</summary>
internal sealed class DcsaIntake(Intake intake, Rows rows, KeptEvents kept, TimeProvider time)
{
    // Stands where the event names no shipment and needs none: the form wants a name.
    private const string NoShipment = "-";

    /// <summary>One event on its way to a verdict.</summary>
    private sealed class Working(SaidEvent said, string? source)
    {
        public SaidEvent Said => said;

        public string? Source => source;

        // Another register's ids are other ids; one that is longer than ours may be goes by its digest.
        public string? EventId { get; } = said.EventId is not { Length: > 0 } id ? null
            : said.Register + (said.Register.Length > 0 ? "/" : "") + id is { Length: <= StatusEventForm.MaxEventIdLength } whole ? whole
            : CommandIds.Of("dcsa", said.Register, id).ToString("N");

        public Guid Id => StatusEvent.IdOf(source ?? "", EventId ?? "");

        public TransportMoment? Moment { get; set; }

        public string? Shipment { get; set; }

        public string UpdatedAt { get; set; } = said.UpdatedAt ?? "";

        public bool IsRefused { get; private set; }

        public List<DcsaFeedbackElement> Feedback { get; } = [];

        public void Say(string severity, string code, string detail, string member = "")
        {
            IsRefused |= severity == "ERROR";
            Feedback.Add(new DcsaFeedbackElement(severity, $"{code}: {detail}", said.PathOf(member)));
        }
    }

    /// <summary>Judges each event for itself.</summary>
    /// <param name="source">Under which an event is kept that names no party; null where it must.</param>
    /// <exception cref="Journal.JournalUnavailableException">Some outcome is unknown; sending all again is safe.</exception>
    public async Task<DcsaOutcome> TakeAsync(
        ImmutableArray<(SaidEvent? Event, DcsaFeedbackElement? Refusal)> items, string? source, Provenance from, Rights rights, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        var (now, sight) = (time.GetUtcNow(), new Sight(rows, rights));
        var all = items.Where(i => i.Event is not null).Select(i => new Working(i.Event!, i.Event!.Party ?? source)).ToArray();
        var known = await kept.FindAsync([.. all.Select(w => w.Id)], ct);
        foreach (var work in all)
            Place(work, known.GetValueOrDefault(work.Id), sight, now);

        var read = Read(all, now);
        var (sent, owners) = (ImmutableArray.CreateBuilder<ReadItem>(), new List<Working>());
        for (var i = 0; i < all.Length; i++)
        {
            foreach (var error in read[i].Errors)
                all[i].Say("ERROR", error.Code, error.Detail, error.Pointer[(error.Pointer.LastIndexOf('/') + 1)..]);
            if (all[i].IsRefused)
                continue;
            if (all[i].Shipment is not null)
            {
                sent.Add(read[i]);
                owners.Add(all[i]);
            }
            else if (!rights.MaySpeakAs(all[i].Source!))
                all[i].Say("ERROR", "other-source", "Expected a party under whose code the partner reports.", "source");
            else
                await kept.KeepAsync(all[i].Id, read[i].Event!.Report.UpdatedAt, all[i].Said, from.By, now, ct);
        }

        await SendAsync(sent.DrainToImmutable(), owners, from, rights, sight, ct);
        await TakeBackAsync(all, from, rights, sight, ct);
        return new DcsaOutcome(
            [.. items.Select(i => i.Refusal).OfType<DcsaFeedbackElement>(), .. all.SelectMany(w => w.Feedback)], items.Length,
            items.Count(i => i.Event is null) + all.Count(w => w.IsRefused));
    }

    private async Task SendAsync(ImmutableArray<ReadItem> sent, List<Working> owners, Provenance from, Rights rights, Sight sight, CancellationToken ct)
    {
        if (sent.IsEmpty)
            return;
        var verdicts = (await intake.TakeAsync(new ReadEvents.Items(sent, IsSingle: false), from, rights, e => sight.Sees(e.Kind, e.Key), ct)).Items;
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i].Problem is not { } problem)
                owners[i].Say("INFO", verdicts[i].Status == EventStatus.Accepted ? "accepted" : "duplicate", $"{owners[i].Shipment}, log {verdicts[i].Position}.");
            else
                foreach (var error in problem.Errors.IsEmpty ? [new FieldError("", problem.Code, problem.Detail ?? problem.Title)] : problem.Errors)
                    owners[i].Say("ERROR", error.Code, error.Detail, error.Pointer[(error.Pointer.LastIndexOf('/') + 1)..]);
        }
    }

    // Whichever of an event and its retraction comes first, and on whatever node: who writes second sees the other.
    private async Task TakeBackAsync(Working[] all, Provenance from, Rights rights, Sight sight, CancellationToken ct)
    {
        var standing = all.Where(w => !w.IsRefused).DistinctBy(w => w.Id).ToArray();
        var known = standing.Length == 0 ? [] : await kept.FindAsync([.. standing.Select(w => w.Id)], ct);
        var (sent, owners) = (ImmutableArray.CreateBuilder<ReadItem>(), new List<Working>());
        foreach (var work in standing)
            if (known.GetValueOrDefault(work.Id) is { Shipment: { } shipment, RetractedAt: { } at } said && at > said.Updated)
            {
                work.Shipment = shipment;
                sent.Add(new ReadItem(work.EventId, new StatusEvent(
                    Kinds.Shipment, shipment, new ReportMilestone(work.Source!, work.EventId!, at, true, 0, "", Classifier.Actual, DateOnly.MinValue, null, null),
                    new ReportTransport(work.Source!, work.EventId!, at, true, null, Classifier.Actual, DateOnly.MinValue, null, null, null)), []));
                owners.Add(work);
            }
        await SendAsync(sent.DrainToImmutable(), owners, from, rights, sight, ct);
    }

    // Which shipment and which moment is meant. Where neither can be said for sure nothing is sent, and the event is kept.
    private static void Place(Working work, KnownEvent? known, Sight sight, DateTimeOffset now)
    {
        var said = work.Said;
        if (said.IsRetracted)
        {
            // The standard asks for the id alone: then it is of what was known of it until now.
            if (said.UpdatedAt is null)
                work.UpdatedAt = Instant(known?.Updated >= now ? known.Updated.Value.AddMicroseconds(1) : now);
            work.Shipment = known?.Shipment is { } heard && sight.Sees(Kinds.Shipment, heard) ? heard : Find(work, sight, isOnlyLooking: true)?.Id;
            if (work.Shipment is null)
                work.Say("INFO", "kept", "Nothing is known of it yet: what comes under its id and was updated before does not hold.");
            return;
        }

        if (said.Type is null || said is { Type: "TRANSPORT" or "EQUIPMENT", Code: null })
        {
            work.Say("ERROR", "required", "Expected the type and the code of the event.", said.Type is null ? "type" : "moment");
            return;
        }

        (work.Moment, var why) = EventCodes.MomentOf(said);
        if (work.Moment is null)
        {
            work.Say("WARN", "kept", why, "moment");
            return;
        }

        var shipment = said.Documents.IsEmpty && known?.Shipment is { } before && sight.TryFind(before) is { } same ? same : Find(work, sight, isOnlyLooking: false);
        if (shipment is not null && !EventCodes.IsLegOf(said.Mode, shipment.Sheet.Mode))
            work.Say("WARN", "other-leg", $"It tells of {said.Mode}, and the shipment goes by {shipment.Sheet.Mode.ToString().ToLowerInvariant()}.", "moment");
        else
            work.Shipment = shipment?.Id;
    }

    private static ShipmentRow? Find(Working work, Sight sight, bool isOnlyLooking)
    {
        var (said, container) = (work.Said, work.Said.Equipment?.Trim().ToUpperInvariant());
        var found = sight.Shipments.Where(s => said.Documents.Contains(s.Sheet.Booking) || said.Documents.Contains(s.Id) || said.Others.Contains(s.Id)).ToArray();
        if (found.Length > 1 && container is not null)
            found = [.. found.Where(s => s.Sheet.Containers.Contains(container))];
        // A container travels again: what was received before the event's day is another voyage.
        if (found.Length == 0 && said.Documents.IsEmpty && container is not null)
            found = [.. sight.Shipments.Where(s => s.Sheet.Containers.Contains(container) && !WasReceivedBefore(s, DayOf(said.DateTime).Day))];
        if (found.Length == 1)
            return found[0];
        if (!isOnlyLooking && found.Length == 0)
            work.Say("ERROR", "unknown-shipment", "There is no shipment of that booking, id or container.", "shipment");
        else if (!isOnlyLooking)
            work.Say("ERROR", "ambiguous-shipment", $"{found.Length} shipments go by that: name the booking and the container, or our id.", "shipment");
        return null;
    }

    private static bool WasReceivedBefore(ShipmentRow shipment, string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && shipment.Days.Any(d => d.Moment == TransportMoment.Received && d.Actual < date);

    /// <summary>In our own form, read as that is: one rule for ids, instants, days and places.</summary>
    private static ImmutableArray<ReadItem> Read(Working[] all, DateTimeOffset now)
    {
        if (all.Length == 0)
            return [];
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var work in all)
                Write(json, work);
            json.WriteEndArray();
        }

        return ((ReadEvents.Items)new StatusEventReader(now).ReadJson(bytes.WrittenSpan)).All;
    }

    private static void Write(Utf8JsonWriter json, Working work)
    {
        var said = work.Said;
        json.WriteStartObject();
        Text("source", work.Source);
        Text("eventId", work.EventId);
        Text("eventUpdatedAt", work.UpdatedAt.Length == 0 ? null : work.UpdatedAt);
        json.WriteString("type", "shipment");
        json.WriteString("shipment", work.Shipment ?? NoShipment);
        if (work.Shipment is null || said.IsRetracted)
        {
            json.WriteBoolean("retracted", true);
        }
        else
        {
            var (day, hasOffset) = DayOf(said.DateTime);
            if (!hasOffset && day.Length > 0)
                work.Say("WARN", "no-offset", "The day is taken as it is written.", "date");
            Text("moment", JsonNamingPolicy.KebabCaseLower.ConvertName(work.Moment!.Value.ToString()));
            Text("classifier", said.Classifier);
            Text("date", day.Length == 0 ? null : day);
            Text("location", said.Place);
            Text("equipment", said.Equipment);
            Text("note", said.Note);
        }

        json.WriteEndObject();

        void Text(string name, string? value)
        {
            if (value is not null)
                json.WriteString(name, value);
        }
    }

    // That of the place where it happens, which is the one that is written. What is no time at all is left to be refused.
    private static (string Day, bool HasOffset) DayOf(string? text) =>
        text is null ? ("", false)
        : Rfc3339.TryReadInstant(Encoding.UTF8.GetBytes(text), out _) ? (text[..10], true)
        : Rfc3339.TryReadInstant(Encoding.UTF8.GetBytes(text + "Z"), out _) ? (text[..10], false)
        : (text, true);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
