using System.Collections.Immutable;
using System.Globalization;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Edi;

/// <summary>Takes an interchange apart into groups and messages and compares references and counts of header and trailer.</summary>
internal sealed class EnvelopeReader
{
    private const int MaxReferenceLength = 35;

    private readonly record struct Tags(string Interchange, string Group, string Message, string EndOfMessage, string EndOfGroup, string End, int Reference, int GroupReference, int MessageReference, int MessageType);

    private static readonly Tags OfX12 = new("ISA", "GS", "ST", "SE", "GE", "IEA", 13, 6, 2, 1);
    private static readonly Tags OfEdifact = new("UNB", "UNG", "UNH", "UNT", "UNE", "UNZ", 5, 5, 1, 2);

    private readonly ImmutableArray<Segment> segments;
    private readonly Delimiters delimiters;
    private readonly Tags tags;
    private int at;

    private EnvelopeReader(ImmutableArray<Segment> segments, Delimiters delimiters) =>
        (this.segments, this.delimiters, tags) = (segments, delimiters, delimiters.Syntax == EdiSyntax.X12 ? OfX12 : OfEdifact);

    /// <summary>The interchange, or why the body is none. Whatever can be answered by an acknowledgement is an interchange.</summary>
    public static (Interchange? Interchange, Fault? Fault) Read(ReadOnlySpan<byte> body)
    {
        var (text, hasOthers) = CharacterSets.Read(body);
        var (delimiters, segments, fault) = SegmentText.Read(text);
        if (fault is not null)
            return (null, fault);
        var reader = new EnvelopeReader(segments, delimiters!);
        if (segments.IsEmpty || segments[0].Tag != reader.tags.Interchange)
            return (null, Fault.At("", "malformed-body", $"Expected {reader.tags.Interchange} first."));
        var read = reader.Whole();
        if (read.Sender.Length is 0 or > MaxReferenceLength || read.Reference.Length is 0 or > MaxReferenceLength || read.Receiver.Length > MaxReferenceLength
            || (read.Sender + read.Receiver + read.Reference).Any(char.IsControl))
            return (null, Fault.At("", "malformed-body", $"Expected a sender and a control reference of at most {MaxReferenceLength} characters, and nothing unprintable, in {reader.tags.Interchange}."));
        return (hasOthers ? read with { Fault = EnvelopeFault.BadCharacters } : read, null);
    }

    private Interchange Whole()
    {
        var header = segments[at++];
        var isX12 = delimiters.Syntax == EdiSyntax.X12;
        var groups = ImmutableArray.CreateBuilder<MessageGroup>();
        var fault = EnvelopeFault.None;
        while (at < segments.Length && segments[at].Tag != tags.End)
        {
            if (segments[at].Tag == tags.Group)
                groups.Add(Group(segments[at++]));
            else if (!isX12 && segments[at].Tag == tags.Message)
                groups.Add(Bare());
            else
            {
                fault = EnvelopeFault.OutOfPlace;
                at++;
            }
        }

        var reference = header[tags.Reference].Trim();
        if (at == segments.Length)
            fault = EnvelopeFault.TrailerMissing;
        else if (segments[at][2].Trim() != reference)
            fault = EnvelopeFault.ReferencesDiffer;
        else if (Number(segments[at][1]) != (groups.Any(g => g.Header is null) ? groups.Sum(g => g.Messages.Length) : groups.Count))
            fault = EnvelopeFault.CountDiffers;
        else if (at + 1 < segments.Length)
            fault = EnvelopeFault.OutOfPlace;
        else if (groups.Where(g => g.Header is not null).GroupBy(g => g.Reference).Any(g => g.Count() > 1))
            fault = EnvelopeFault.ReferenceTwice;
        return isX12
            ? new Interchange(delimiters, header, header[6].Trim(), header[8].Trim(), reference, Moment(header[9], header[10]), fault, groups.DrainToImmutable())
            : new Interchange(delimiters, header, header[2].Trim(), header[3].Trim(), reference, Moment(header[4], header[4, 2]), fault, groups.DrainToImmutable());
    }

    private MessageGroup Group(Segment header)
    {
        var messages = Messages(tags.EndOfGroup, out var isClosed, out var hasOthers);
        var reference = header[tags.GroupReference].Trim();
        if (!isClosed)
            return new MessageGroup(header, reference, messages.Length, EnvelopeFault.TrailerMissing, messages);
        var trailer = segments[at++];
        var declared = Number(trailer[1]) ?? 0;
        var fault = trailer[2].Trim() != reference ? EnvelopeFault.ReferencesDiffer : declared != messages.Length ? EnvelopeFault.CountDiffers
            : reference.Length is 0 or > MaxReferenceLength ? EnvelopeFault.BadReference : hasOthers ? EnvelopeFault.OutOfPlace : EnvelopeFault.None;
        return new MessageGroup(header, reference, declared, fault, messages);
    }

    private MessageGroup Bare()
    {
        var messages = Messages(tags.End, out _, out var hasOthers);
        return new MessageGroup(null, "", messages.Length, hasOthers ? EnvelopeFault.OutOfPlace : EnvelopeFault.None, messages);
    }

    private ImmutableArray<Message> Messages(string end, out bool isClosed, out bool hasOthers)
    {
        var messages = ImmutableArray.CreateBuilder<Message>();
        var references = new HashSet<string>(StringComparer.Ordinal);
        hasOthers = false;
        while (at < segments.Length && segments[at].Tag != end && segments[at].Tag != tags.End && segments[at].Tag != tags.Group)
        {
            if (segments[at].Tag != tags.Message)
            {
                hasOthers = true;
                at++;
                continue;
            }

            var message = One();
            messages.Add(message.Fault == EnvelopeFault.None && !references.Add(message.Reference) ? message with { Fault = EnvelopeFault.ReferenceTwice } : message);
        }

        isClosed = at < segments.Length && segments[at].Tag == end;
        return messages.DrainToImmutable();
    }

    private Message One()
    {
        var first = at++;
        while (at < segments.Length && segments[at].Tag != tags.EndOfMessage && !IsOfEnvelope(segments[at].Tag))
            at++;
        var header = segments[first];
        var (type, reference) = (header[tags.MessageType].Trim(), header[tags.MessageReference].Trim());
        if (at == segments.Length || segments[at].Tag != tags.EndOfMessage)
            return new Message(type, reference, EnvelopeFault.TrailerMissing, segments[first..at]);
        var trailer = segments[at++];
        var fault = trailer[2].Trim() != reference ? EnvelopeFault.ReferencesDiffer
            : Number(trailer[1]) != at - first ? EnvelopeFault.CountDiffers
            : reference.Length is 0 or > MaxReferenceLength ? EnvelopeFault.BadReference : EnvelopeFault.None;
        return new Message(type, reference, fault, segments[first..at]);
    }

    private bool IsOfEnvelope(string tag) => tag == tags.Message || tag == tags.EndOfGroup || tag == tags.End || tag == tags.Group;

    private static int? Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTime? Moment(string day, string time) =>
        DateTime.TryParseExact(day.Trim() + time.Trim(), ["yyMMddHHmm", "yyyyMMddHHmm", "yyMMdd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;
}
