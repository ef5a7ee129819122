using System.Collections.Immutable;
using System.Text;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Edi;

/// <summary>Reads and writes segments in both syntaxes. Delimiters are discovered; blanks and line ends between segments count for nothing.</summary>
internal static class SegmentText
{
    public const int MaxSegments = 50_000;

    private const int ElementsOfIsa = 16;
    private const int LengthOfAdvice = 9;

    /// <summary>The segments in their sequence without service string advice, or why there are none.</summary>
    public static (Delimiters? Delimiters, ImmutableArray<Segment> Segments, Fault? Fault) Read(string text)
    {
        text = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var start = 0;
        if (Discover(text, ref start) is not { } delimiters)
            return (null, [], Broken("Expected an interchange that begins with ISA, UNA or UNB and says by which characters it is split."));
        // Where lines are segments, the last line is one without its end too.
        if (char.IsWhiteSpace(delimiters.Terminator))
            text += delimiters.Terminator;
        var segments = ImmutableArray.CreateBuilder<Segment>();
        while (true)
        {
            while (start < text.Length && char.IsWhiteSpace(text[start]))
                start++;
            if (start == text.Length)
                return (delimiters, segments.DrainToImmutable(), null);
            if (segments.Count == MaxSegments)
                return (null, [], Broken($"Expected at most {MaxSegments} segments in one interchange."));
            if (ReadOne(text, ref start, delimiters) is not { } segment)
                return (null, [], Broken($"Segment {segments.Count + 1} has no end, or no tag."));
            segments.Add(segment);
        }
    }

    /// <summary>The text of the segments, with a service string advice where the delimiters are not the usual ones of EDIFACT.</summary>
    public static string Write(IEnumerable<Segment> segments, Delimiters delimiters)
    {
        var text = new StringBuilder();
        if (delimiters.Syntax == EdiSyntax.Edifact && delimiters != Delimiters.Edifact)
            text.Append("UNA").Append(delimiters.Component).Append(delimiters.Element).Append('.').Append(delimiters.Release ?? ' ').Append(' ').Append(delimiters.Terminator);
        foreach (var segment in segments)
        {
            text.Append(segment.Tag);
            foreach (var element in segment.Elements)
            {
                text.Append(delimiters.Element);
                for (var i = 0; i < element.Length; i++)
                {
                    if (i > 0)
                        text.Append(delimiters.Component);
                    // The component separator is an element of the X12 header, where it separates nothing.
                    if (delimiters.Syntax == EdiSyntax.X12 && segment.Tag == "ISA")
                        text.Append(element[i]);
                    else
                        Escape(text, element[i], delimiters);
                }
            }

            text.Append(delimiters.Terminator);
        }

        return text.ToString();
    }

    // X12 cannot say a delimiter: a blank stands for it.
    private static void Escape(StringBuilder text, string value, Delimiters delimiters)
    {
        foreach (var c in value)
        {
            var means = c == delimiters.Component || c == delimiters.Element || c == delimiters.Terminator || c == delimiters.Release;
            if (means && delimiters.Release is { } release)
                text.Append(release);
            text.Append(means && delimiters.Release is null ? ' ' : c);
        }
    }

    private static Delimiters? Discover(string text, ref int start)
    {
        if (text.StartsWith("UNB", StringComparison.Ordinal))
            return Delimiters.Edifact;
        if (text.StartsWith("UNA", StringComparison.Ordinal) && text.Length >= LengthOfAdvice)
        {
            start = LengthOfAdvice;
            return Sound(new Delimiters(EdiSyntax.Edifact, text[3], text[4], text[8], text[6] == ' ' ? null : text[6]));
        }

        if (!text.StartsWith("ISA", StringComparison.Ordinal) || text.Length < 4)
            return null;
        // Some senders do not fill the fixed widths, so elements are counted and not characters.
        var at = 3;
        for (var element = 1; element < ElementsOfIsa; element++)
            if ((at = text.IndexOf(text[3], at + 1)) < 0)
                return null;
        return at + 2 < text.Length ? Sound(new Delimiters(EdiSyntax.X12, text[at + 1], text[3], text[at + 2])) : null;
    }

    private static Delimiters? Sound(Delimiters found)
    {
        char[] all = found.Release is { } release ? [found.Component, found.Element, found.Terminator, release] : [found.Component, found.Element, found.Terminator];
        return all.Distinct().Count() == all.Length && !all.Any(c => char.IsLetterOrDigit(c) || c is ' ' or '\uFEFF') ? found : null;
    }

    private static Segment? ReadOne(string text, ref int at, Delimiters delimiters)
    {
        var elements = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var components = ImmutableArray.CreateBuilder<string>();
        var value = new StringBuilder();
        string? tag = null;
        // The header of X12 names the component separator, which separates nothing in it.
        var isHeader = delimiters.Syntax == EdiSyntax.X12 && string.CompareOrdinal(text, at, "ISA", 0, 3) == 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == delimiters.Release && at + 1 < text.Length)
            {
                value.Append(text[++at]);
                continue;
            }

            // Where the component separator ends the header, the next character ends the segment.
            var isEnd = c == delimiters.Terminator && !(isHeader && elements.Count + 1 < ElementsOfIsa && tag is not null && char.IsWhiteSpace(c));
            if (!isEnd && c != delimiters.Element && (isHeader || c != delimiters.Component))
            {
                value.Append(c);
                continue;
            }

            components.Add(value.ToString());
            value.Clear();
            if (c == delimiters.Component && !isEnd && !isHeader)
                continue;
            if (tag is null)
            {
                tag = components[0];
                if (components.Count > 1)
                    elements.Add([.. components.Skip(1)]);
                components.Clear();
            }
            else
            {
                elements.Add(components.DrainToImmutable());
            }

            if (!isEnd)
                continue;
            at++;
            return tag.Length == 0 ? null : new Segment(tag, elements.DrainToImmutable());
        }

        return null;
    }

    private static Fault Broken(string detail) => Fault.At("", "malformed-body", detail);
}
