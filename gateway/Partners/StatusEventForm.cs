using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Selvedge.Contracts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Partners;

/// <summary>The form of one status event: its members, their types and limits, and what goes with what.</summary>
internal sealed class StatusEventForm(DateTimeOffset now)
{
    public const int MaxSourceLength = 64;
    public const int MaxEventIdLength = 200;
    public const int MaxKeyLength = 64;
    public const int MaxCodeLength = 32;
    public const int MaxColourLength = 100;
    public const int MaxNoteLength = 1_000;
    public const int MaxLine = 9_999;

    private const Member OfMilestones = Member.PurchaseOrder | Member.Line | Member.Style | Member.Milestone | Member.Reason | Member.Colour | Member.Quantity
        | Member.Contributing;
    private const Member OfShipments = Member.Shipment | Member.Moment | Member.Location | Member.Equipment;

    private static readonly (string Word, TransportMoment Moment)[] Moments =
        [.. Enum.GetValues<TransportMoment>().Select(moment => (JsonNamingPolicy.KebabCaseLower.ConvertName(moment.ToString()), moment))];

    private const int MaxErrorsPerItem = 20;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset EarliestUpdate = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Flags]
    private enum Member
    {
        None = 0,
        Source = 1,
        EventId = 2,
        EventUpdatedAt = 4,
        Retracted = 8,
        PurchaseOrder = 16,
        Line = 32,
        Style = 64,
        Type = 128,
        Milestone = 256,
        Classifier = 512,
        Date = 1024,
        Reason = 2048,
        Note = 4096,
        Colour = 8192,
        Quantity = 16384,
        Shipment = 32768,
        Moment = 65536,
        Location = 131072,
        Equipment = 262144,
        Contributing = 524288,
    }

    /// <summary>Reads the value at which the reader stands, whatever it is, and leaves the reader at its end.</summary>
    /// <exception cref="JsonException">The JSON itself is broken.</exception>
    public ReadItem Read(ref Utf8JsonReader reader, string pointer)
    {
        var found = new Found { Pointer = pointer };
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            found.Refuse("", "wrong-type", $"Expected an event as an object, found {Name(reader.TokenType)}.");
            reader.Skip();
            return new ReadItem(null, null, found.Refusals());
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            ReadMember(ref reader, found);
        Judge(found);
        return new ReadItem(found.EventId, found.Errors is null ? found.ToEvent() : null, found.Refusals());
    }

    private static void ReadMember(ref Utf8JsonReader reader, Found found)
    {
        var member = MemberAt(ref reader);
        if (member == Member.None)
        {
            found.UnknownMember(TextOf(ref reader) ?? "?");
            reader.Read();
            reader.Skip();
            return;
        }

        if ((found.Seen & member) != 0)
            found.Refuse(PathOf(member), "member-twice", "The member stands twice.");
        found.Seen |= member;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;
        found.Given |= member;
        ReadValue(ref reader, member, found);
    }

    // Half a character in a name must not reach the comparison, which throws on it.
    private static Member MemberAt(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped && TextOf(ref reader) is null ? Member.None
        : reader.ValueTextEquals("source"u8) ? Member.Source
        : reader.ValueTextEquals("eventId"u8) ? Member.EventId
        : reader.ValueTextEquals("eventUpdatedAt"u8) ? Member.EventUpdatedAt
        : reader.ValueTextEquals("purchaseOrder"u8) ? Member.PurchaseOrder
        : reader.ValueTextEquals("line"u8) ? Member.Line
        : reader.ValueTextEquals("type"u8) ? Member.Type
        : reader.ValueTextEquals("milestone"u8) ? Member.Milestone
        : reader.ValueTextEquals("classifier"u8) ? Member.Classifier
        : reader.ValueTextEquals("date"u8) ? Member.Date
        : reader.ValueTextEquals("reason"u8) ? Member.Reason
        : reader.ValueTextEquals("note"u8) ? Member.Note
        : reader.ValueTextEquals("retracted"u8) ? Member.Retracted
        : reader.ValueTextEquals("style"u8) ? Member.Style
        : reader.ValueTextEquals("colour"u8) ? Member.Colour
        : reader.ValueTextEquals("quantity"u8) ? Member.Quantity
        : reader.ValueTextEquals("contributing"u8) ? Member.Contributing
        : reader.ValueTextEquals("shipment"u8) ? Member.Shipment
        : reader.ValueTextEquals("moment"u8) ? Member.Moment
        : reader.ValueTextEquals("location"u8) ? Member.Location
        : reader.ValueTextEquals("equipment"u8) ? Member.Equipment
        : Member.None;

    private static void ReadValue(ref Utf8JsonReader reader, Member member, Found found)
    {
        switch (member)
        {
            case Member.Source: found.Source = Text(ref reader, member, MaxSourceLength, found); break;
            case Member.EventId: found.EventId = Text(ref reader, member, MaxEventIdLength, found); break;
            case Member.PurchaseOrder: found.PurchaseOrder = Text(ref reader, member, MaxKeyLength, found); break;
            case Member.Style: found.Style = Text(ref reader, member, MaxKeyLength, found); break;
            case Member.Type: found.Type = Text(ref reader, member, MaxCodeLength, found); break;
            case Member.Milestone: found.Milestone = Text(ref reader, member, MaxCodeLength, found); break;
            case Member.Reason: found.Reason = Text(ref reader, member, MaxCodeLength, found); break;
            case Member.Colour: found.Colour = Text(ref reader, member, MaxColourLength, found); break;
            case Member.Note: found.Note = Text(ref reader, member, MaxNoteLength, found); break;
            case Member.Shipment: found.Shipment = Text(ref reader, member, MaxKeyLength, found); break;
            case Member.Moment: found.Moment = MomentOf(Text(ref reader, member, MaxCodeLength, found), found); break;
            case Member.Location: found.Location = LocationOf(Text(ref reader, member, MaxCodeLength, found), found); break;
            case Member.Equipment: found.Equipment = Text(ref reader, member, MaxCodeLength, found)?.Trim().ToUpperInvariant(); break;
            case Member.Classifier: found.Classifier = ClassifierOf(Text(ref reader, member, MaxCodeLength, found), found); break;
            case Member.Retracted:
                if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
                    found.Retracted = reader.GetBoolean();
                else
                    WrongType(ref reader, member, "true or false", found);
                break;
            case Member.Line:
                if (reader.TokenType != JsonTokenType.Number)
                    WrongType(ref reader, member, "a whole number", found);
                else if (reader.TryGetInt32(out var line) && line is >= 1 and <= MaxLine)
                    found.Line = line;
                else
                    found.Refuse("/line", "impossible-line", $"Expected a line number from 1 to {MaxLine}.");
                break;
            case Member.Quantity:
                if (reader.TokenType != JsonTokenType.Number)
                    WrongType(ref reader, member, "a whole number", found);
                else if (reader.TryGetInt32(out var quantity))
                    found.Quantity = quantity;
                else
                    found.Refuse("/quantity", "impossible-quantity", "Expected a whole number of pieces or pairs.");
                break;
            case Member.Contributing: found.Contributing = SharesOf(ref reader, found); break;
            case Member.Date:
                if (!TryBytes(ref reader, member, "a day as YYYY-MM-DD", found, out var day))
                    break;
                if (Rfc3339.TryReadDay(day, out var date))
                    found.Date = date;
                else
                    found.Refuse("/date", "impossible-date", "Expected a day of the calendar as YYYY-MM-DD.");
                break;
            case Member.EventUpdatedAt:
                if (!TryBytes(ref reader, member, "an instant as in RFC 3339", found, out var instant))
                    break;
                if (Rfc3339.TryReadInstant(instant, out var at))
                    found.UpdatedAt = at;
                else
                    found.Refuse("/eventUpdatedAt", "impossible-time", "Expected an instant with its offset as in RFC 3339, such as 2026-11-20T09:14:00Z.");
                break;
        }
    }

    private void Judge(Found found)
    {
        // What is not taken yet has members of its own: one answer says it all.
        if (found.Type is "wip" or "inspection")
        {
            found.RefuseOnly("/type", "type-not-yet-known", $"Events of type '{found.Type}' are not taken yet; expected milestone or shipment.");
            return;
        }

        if (found.Type is not (null or "milestone" or "shipment"))
            found.Refuse("/type", "unknown-type", "Expected milestone or shipment.");
        Require(Member.Source, found);
        if (found.Source is { } source && OwnSources.Hold(source))
            found.Refuse("/source", "reserved-source", $"'{found.Source}' is what the product itself speaks under: expected a name of your own.");
        Require(Member.EventId, found);
        Require(Member.EventUpdatedAt, found);
        Require(Member.Type, found);
        if (found.Type == "shipment")
            JudgeShipment(found);
        else
            JudgeMilestone(found);

        if (found.UpdatedAt > now + ClockTolerance)
            found.Refuse("/eventUpdatedAt", "updated-in-future", $"It is {now:yyyy-MM-ddTHH:mm:ssZ} here: expected a time at most five minutes later.");
        else if (found.UpdatedAt is { } at && at < EarliestUpdate)
            found.Refuse("/eventUpdatedAt", "impossible-time", $"Expected a time after {EarliestUpdate:yyyy-MM-dd}.");
    }

    private static void JudgeShipment(Found found)
    {
        RefuseOthers(OfMilestones, found);
        Require(Member.Shipment, found);
        if (found.Retracted)
            return;
        Require(Member.Moment, found);
        Require(Member.Classifier, found);
        Require(Member.Date, found);
    }

    private static void JudgeMilestone(Found found)
    {
        RefuseOthers(OfShipments, found);
        // A retraction names its event and whose it is; the rest was said before.
        if (!found.Retracted)
        {
            Require(Member.Milestone, found);
            Require(Member.Classifier, found);
            Require(Member.Date, found);
        }

        if (found.Has(Member.Style))
        {
            if (found.Has(Member.PurchaseOrder))
                found.Refuse("/style", "names-both", "Expected purchaseOrder and line, or style: not both.");
            else if (found.Has(Member.Line))
                found.Refuse("/line", "names-both", "A style has no lines: expected style alone, or purchaseOrder and line.");
        }
        else if (!found.Has(Member.PurchaseOrder))
        {
            found.Refuse("/purchaseOrder", "required", "Expected purchaseOrder and line, or style.");
        }
        else if (!found.Retracted)
        {
            Require(Member.Line, found);
        }
    }

    private static void RefuseOthers(Member others, Found found)
    {
        if ((found.Given & others) == 0)
            return;
        foreach (var member in Enum.GetValues<Member>())
            if (member != Member.None && (found.Given & others & member) != 0)
                found.Refuse(PathOf(member), "other-type", $"An event of type '{found.Type ?? "milestone"}' has no such member.");
    }

    private static TransportMoment? MomentOf(string? text, Found found)
    {
        foreach (var (word, moment) in Moments)
            if (word == text)
                return moment;
        if (text is not null)
            found.Refuse("/moment", "unknown-moment", $"Expected one of: {string.Join(", ", Moments.Select(m => m.Word))}.");
        return null;
    }

    private static string? LocationOf(string? text, Found found)
    {
        if (text is null || Shipments.Places.IsCode(text))
            return text;
        found.Refuse("/location", "impossible-place", "Expected a UN/LOCODE of five letters or digits, such as NLRTM.");
        return null;
    }

    private static List<ReasonShare> SharesOf(ref Utf8JsonReader reader, Found found)
    {
        List<ReasonShare> shares = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            WrongType(ref reader, Member.Contributing, "an array of reasons with their days", found);
            return shares;
        }

        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            if (i < DelayReasons.MostContributing)
            {
                shares.Add(ShareOf(ref reader, $"/contributing/{i}", found));
            }
            else
            {
                if (i == DelayReasons.MostContributing)
                    found.Refuse($"/contributing/{i}", "too-many-reasons", $"One reason and at most {DelayReasons.MostContributing} beside it.");
                reader.Skip();
            }
        return shares;
    }

    private static ReasonShare ShareOf(ref Utf8JsonReader reader, string path, Found found)
    {
        var (reason, days) = ("", (int?)null);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            found.Refuse(path, "wrong-type", $"Expected an object with reason and days, found {Name(reader.TokenType)}.");
            reader.Skip();
            return new ReasonShare(reason, days ?? 0);
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = TextOf(ref reader) ?? "?";
            reader.Read();
            if (name == "reason" && reader.TokenType == JsonTokenType.String)
                reason = TextOf(ref reader) is { Length: <= MaxCodeLength } code ? code : "?";
            else if (name == "days" && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
                days = number;
            else if (name == "reason")
                reason = Wrong("reason", "a delay reason code", "?");
            else if (name == "days")
                days = Wrong("days", "a whole number of days", 1);
            else
                found.Refuse(path, "unknown-member", "Expected reason and days alone.");
            reader.Skip();
        }

        if (reason.Length == 0)
            found.Refuse($"{path}/reason", "required", "Expected a delay reason code.");
        if (days is null)
            found.Refuse($"{path}/days", "required", "Expected the days that this reason carries.");
        return new ReasonShare(reason, days ?? 0);

        // Stands in for what was refused, so that it is not missed as well.
        T Wrong<T>(string member, string expected, T instead)
        {
            found.Refuse($"{path}/{member}", "wrong-type", $"Expected {expected}.");
            return instead;
        }
    }

    private static void Require(Member member, Found found)
    {
        if (!found.Has(member))
            found.Refuse(PathOf(member), "required", "The member is missing.");
    }

    private static Classifier? ClassifierOf(string? text, Found found)
    {
        Classifier? classifier = text switch { "PLN" => Classifier.Plan, "EST" => Classifier.Estimate, "ACT" => Classifier.Actual, _ => null };
        if (text is not null && classifier is null)
            found.Refuse("/classifier", "unknown-classifier", "Expected PLN (plan), EST (forecast) or ACT (fact).");
        return classifier;
    }

    /// <summary>Null once refused. An empty note or reason is none.</summary>
    private static string? Text(ref Utf8JsonReader reader, Member member, int maxLength, Found found)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            WrongType(ref reader, member, "a string", found);
            return null;
        }

        var text = TextOf(ref reader);
        var mayBeEmpty = member is Member.Note or Member.Reason;
        if (text is null || text.Any(c => char.IsControl(c) && !(member == Member.Note && c is '\n' or '\r' or '\t')))
            found.Refuse(PathOf(member), "impossible-text", "The text holds control characters or half a character.");
        else if (text.Length > maxLength)
            found.Refuse(PathOf(member), "too-long", $"Expected at most {maxLength} characters, found {text.Length}.");
        else if (!string.IsNullOrWhiteSpace(text))
            return text;
        else if (!mayBeEmpty)
            found.Refuse(PathOf(member), "required", "The member is empty.");
        return null;
    }

    private static bool TryBytes(ref Utf8JsonReader reader, Member member, string expected, Found found, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (reader.TokenType != JsonTokenType.String)
        {
            WrongType(ref reader, member, expected, found);
            return false;
        }

        // An escaped day is legal JSON, if nobody writes it; too long a one is no day in any case.
        text = reader.ValueIsEscaped && reader.ValueSpan.Length < 256 ? Encoding.UTF8.GetBytes(TextOf(ref reader) ?? "") : reader.ValueSpan;
        return true;
    }

    private static void WrongType(ref Utf8JsonReader reader, Member member, string expected, Found found)
    {
        found.Refuse(PathOf(member), "wrong-type", $"Expected {expected}, found {Name(reader.TokenType)}.");
        reader.Skip();
    }

    /// <summary>Null for an escape that is half a character: legal JSON, and no text.</summary>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string PathOf(Member member)
    {
        var name = member.ToString();
        return $"/{char.ToLowerInvariant(name[0])}{name[1..]}";
    }

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    private sealed class Found
    {
        public required string Pointer { get; init; }

        public Member Seen { get; set; }

        /// <summary>Seen with a value that is not null, right or wrong.</summary>
        public Member Given { get; set; }

        public string? Source { get; set; }

        public string? EventId { get; set; }

        public DateTimeOffset? UpdatedAt { get; set; }

        public bool Retracted { get; set; }

        public string? PurchaseOrder { get; set; }

        public int Line { get; set; }

        public string? Style { get; set; }

        public string? Type { get; set; }

        public string? Milestone { get; set; }

        public Classifier? Classifier { get; set; }

        public DateOnly? Date { get; set; }

        public string? Reason { get; set; }

        public string? Note { get; set; }

        public string? Colour { get; set; }

        public int? Quantity { get; set; }

        public List<ReasonShare>? Contributing { get; set; }

        public string? Shipment { get; set; }

        public TransportMoment? Moment { get; set; }

        public string? Location { get; set; }

        public string? Equipment { get; set; }

        public List<FieldError>? Errors { get; private set; }

        public bool Has(Member member) => (Given & member) != 0;

        public void Refuse(string path, string code, string detail)
        {
            Errors ??= [];
            if (Errors.Count < MaxErrorsPerItem)
                Errors.Add(new FieldError(Pointer + path, code, detail));
        }

        public void RefuseOnly(string path, string code, string detail)
        {
            Errors?.Clear();
            Refuse(path, code, detail);
        }

        public void UnknownMember(string name)
        {
            var shown = name.Length > MaxKeyLength ? name[..MaxKeyLength] : name;
            Refuse("/" + shown.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal),
                "unknown-member", "A status event has no such member.");
        }

        public ImmutableArray<FieldError> Refusals() => Errors is null ? [] : [.. Errors];

        public StatusEvent ToEvent() => Shipment is { } shipment ? OfShipment(shipment) : new(
            Style is null ? Kinds.PurchaseOrder : Kinds.Style, Style ?? PurchaseOrder!,
            new ReportMilestone(
                Source!, EventId!, UpdatedAt!.Value, Retracted, Line, Milestone ?? "", Classifier ?? Domain.Milestones.Classifier.Actual,
                Date ?? DateOnly.MinValue, Reason, Note, Colour, Quantity: Quantity, Contributing: ContributingReasons.Of(Contributing)));

        private StatusEvent OfShipment(string shipment)
        {
            var (classifier, date) = (Classifier ?? Domain.Milestones.Classifier.Actual, Date ?? DateOnly.MinValue);
            return new StatusEvent(
                Kinds.Shipment, shipment, new ReportMilestone(Source!, EventId!, UpdatedAt!.Value, Retracted, 0, "", classifier, date, null, Note),
                new ReportTransport(Source!, EventId!, UpdatedAt!.Value, Retracted, Moment, classifier, date, Location, Equipment, Note));
        }
    }
}
