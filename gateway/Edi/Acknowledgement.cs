using System.Collections.Immutable;
using System.Globalization;

namespace Selvedge.Gateway.Edi;

/// <summary>What is to be answered of one message.</summary>
/// <param name="Fault">Other than none: it was rejected.</param>
internal sealed record JudgedMessage(Message Message, EnvelopeFault Fault, ImmutableArray<EdiRemark> Remarks);

internal sealed record JudgedGroup(MessageGroup Group, ImmutableArray<JudgedMessage> Messages);

/// <summary>An interchange with what became of it, before it is written as 997 or CONTRL.</summary>
internal sealed record Judged(Interchange Interchange, EnvelopeFault Fault, ImmutableArray<JudgedGroup> Groups)
{
    /// <summary>The answer in the interchange's own syntax, with its own delimiters.</summary>
    /// <param name="number">Control number of the answer, 1 to 999,999,999.</param>
    public string Acknowledge(DateTimeOffset at, int number) =>
        Interchange.Delimiters.Syntax == EdiSyntax.X12 ? X12Acknowledgement.Of(this, at, number) : EdifactAcknowledgement.Of(this, at, number);
}

/// <summary>TA1 for an interchange that is refused, else a 997 for each functional group.</summary>
internal static class X12Acknowledgement
{
    // What AK3, AK4 and a reader can take.
    private const int MostNotes = 100;
    private const int MaxCopy = 99;

    public static string Of(Judged judged, DateTimeOffset at, int number)
    {
        var (received, isa) = (judged.Interchange, judged.Interchange.Header);
        var control = number.ToString("D9", CultureInfo.InvariantCulture);
        var (day, time) = (at.ToString("yyyyMMdd", CultureInfo.InvariantCulture), at.ToString("HHmm", CultureInfo.InvariantCulture));
        var segments = new List<Segment>
        {
            Segment.Of("ISA", "00", new string(' ', 10), "00", new string(' ', 10), isa[7].Trim().PadRight(2), Wide(received.Receiver), isa[5].Trim().PadRight(2), Wide(received.Sender),
                day[2..], time, isa[11].Length == 1 ? isa[11] : "U", isa[12].Trim().Length == 5 ? isa[12].Trim() : "00401", control, "0", isa[15].Trim() == "T" ? "T" : "P", received.Delimiters.Component.ToString()),
        };
        if (judged.Fault != EnvelopeFault.None)
        {
            segments.Add(Segment.Of("TA1", received.Reference, isa[9].Trim(), isa[10].Trim(), "R", InterchangeNote(judged.Fault)));
            segments.Add(Segment.Of("IEA", "0", control));
            return SegmentText.Write(segments, received.Delimiters);
        }

        var version = judged.Groups.Select(g => g.Group.Header?[8].Trim()).FirstOrDefault(v => v is { Length: > 0 }) ?? "004010";
        var gs = judged.Groups.Select(g => g.Group.Header).FirstOrDefault();
        segments.Add(Segment.Of("GS", "FA", gs?[3].Trim() ?? received.Receiver, gs?[2].Trim() ?? received.Sender, day, time, number.ToString(CultureInfo.InvariantCulture), "X", version));
        for (var i = 0; i < judged.Groups.Length; i++)
            Group(segments, judged.Groups[i], (i + 1).ToString("D4", CultureInfo.InvariantCulture));
        segments.Add(Segment.Of("GE", Text(judged.Groups.Length), number.ToString(CultureInfo.InvariantCulture)));
        segments.Add(Segment.Of("IEA", "1", control));
        return SegmentText.Write(segments, received.Delimiters);
    }

    private static void Group(List<Segment> segments, JudgedGroup judged, string reference)
    {
        var (first, group) = (segments.Count, judged.Group);
        segments.Add(Segment.Of("ST", "997", reference));
        segments.Add(Segment.Of("AK1", group.Header?[1].Trim() ?? "", group.Reference));
        foreach (var message in judged.Messages)
        {
            segments.Add(Segment.Of("AK2", message.Message.Type, message.Message.Reference));
            foreach (var remark in message.Remarks.Take(MostNotes))
            {
                // 8: the segment has data element errors; 3: a mandatory one is missing.
                segments.Add(Segment.Of("AK3", remark.Tag, Text(remark.Segment), "", remark.Element == 0 ? "3" : "8"));
                if (remark.Element > 0)
                    segments.Add(Segment.Of("AK4", Text(remark.Element), "", remark.Code switch { "impossible-date" => "8", "required" => "1", _ => "7" }, remark.Value.Length > MaxCopy ? remark.Value[..MaxCopy] : remark.Value));
            }

            segments.Add(message.Fault != EnvelopeFault.None ? Segment.Of("AK5", "R", MessageNote(message.Fault))
                : message.Remarks.IsEmpty ? Segment.Of("AK5", "A") : Segment.Of("AK5", "E", "5"));
        }

        var accepted = group.Fault != EnvelopeFault.None ? 0 : judged.Messages.Count(m => m.Fault == EnvelopeFault.None);
        var verdict = accepted == 0 ? "R" : accepted < judged.Messages.Length ? "P" : judged.Messages.Any(m => !m.Remarks.IsEmpty) ? "E" : "A";
        segments.Add(group.Fault == EnvelopeFault.None
            ? Segment.Of("AK9", verdict, Text(group.Declared), Text(judged.Messages.Length), Text(accepted))
            : Segment.Of("AK9", verdict, Text(group.Declared), Text(judged.Messages.Length), Text(accepted), GroupNote(group.Fault)));
        segments.Add(Segment.Of("SE", Text(segments.Count - first + 1), reference));
    }

    // I18.
    private static string InterchangeNote(EnvelopeFault fault) => fault switch
    {
        EnvelopeFault.ReferencesDiffer => "001",
        EnvelopeFault.CountDiffers => "021",
        EnvelopeFault.TrailerMissing => "023",
        EnvelopeFault.Known => "025",
        EnvelopeFault.BadReference => "018",
        _ => "022",
    };

    // Element 716.
    private static string GroupNote(EnvelopeFault fault) => fault switch
    {
        EnvelopeFault.NotTaken => "1",
        EnvelopeFault.TrailerMissing => "3",
        EnvelopeFault.ReferencesDiffer => "4",
        EnvelopeFault.CountDiffers => "5",
        _ => "6",
    };

    // Element 718.
    private static string MessageNote(EnvelopeFault fault) => fault switch
    {
        EnvelopeFault.NotTaken => "1",
        EnvelopeFault.TrailerMissing => "2",
        EnvelopeFault.ReferencesDiffer => "3",
        EnvelopeFault.CountDiffers => "4",
        EnvelopeFault.BadReference => "7",
        EnvelopeFault.ReferenceTwice => "23",
        _ => "5",
    };

    private static string Wide(string id) => id.PadRight(15);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>CONTRL of the interchange, with an answer to each message of one that was taken.</summary>
internal static class EdifactAcknowledgement
{
    private const string Taken = "7";
    private const string Rejected = "4";

    public static string Of(Judged judged, DateTimeOffset at, int number)
    {
        var received = judged.Interchange;
        var control = number.ToString(CultureInfo.InvariantCulture);
        var (sender, receiver) = (received.Header.Elements[1], received.Header.Elements.ElementAtOrDefault(2) is { IsDefault: false } to ? to : [""]);
        var segments = new List<Segment>
        {
            new("UNB", [["UNOC", "3"], receiver, sender, [at.ToString("yyMMdd", CultureInfo.InvariantCulture), at.ToString("HHmm", CultureInfo.InvariantCulture)], [control]]),
            new("UNH", [["1"], ["CONTRL", "D", "3", "UN"]]),
        };
        ImmutableArray<ImmutableArray<string>> whole = [[received.Reference], sender, receiver, [judged.Fault == EnvelopeFault.None ? Taken : Rejected]];
        segments.Add(new Segment("UCI", judged.Fault == EnvelopeFault.None ? whole : [.. whole, [Note(judged.Fault)]]));
        if (judged.Fault == EnvelopeFault.None)
        {
            foreach (var group in judged.Groups)
            {
                foreach (var message in group.Messages)
                {
                    var fault = group.Group.Fault != EnvelopeFault.None ? group.Group.Fault : message.Fault;
                    var kind = message.Message.Header.Elements.ElementAtOrDefault(1) is { IsDefault: false } type ? type : [""];
                    ImmutableArray<ImmutableArray<string>> one = [[message.Message.Reference], [.. kind.Take(4)], [fault == EnvelopeFault.None ? Taken : Rejected]];
                    segments.Add(new Segment("UCM", fault == EnvelopeFault.None ? one : [.. one, [Note(fault)]]));
                }
            }
        }

        segments.Add(Segment.Of("UNT", segments.Count.ToString(CultureInfo.InvariantCulture), "1"));
        segments.Add(Segment.Of("UNZ", "1", control));
        return SegmentText.Write(segments, received.Delimiters);
    }

    // Code list 0085.
    private static string Note(EnvelopeFault fault) => fault switch
    {
        EnvelopeFault.TrailerMissing => "13",
        EnvelopeFault.NotTaken => "14",
        EnvelopeFault.OutOfPlace => "15",
        EnvelopeFault.ContentRefused => "18",
        EnvelopeFault.BadCharacters => "21",
        EnvelopeFault.Known or EnvelopeFault.ReferenceTwice => "26",
        EnvelopeFault.ReferencesDiffer => "28",
        EnvelopeFault.CountDiffers => "29",
        _ => "12",
    };
}
