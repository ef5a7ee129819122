using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Approvals;

/// <summary>What is to be approved: one thing of one style, or of one PO line.</summary>
/// <param name="Style">Of the line too, where it names one; else null.</param>
/// <param name="PurchaseOrder">Null for an approval of the style itself.</param>
/// <param name="Line">PO line number; 0 on a style.</param>
/// <param name="Type">Code of an <see cref="ApprovalType"/>.</param>
/// <param name="Colour">On a style only where it is asked for each colour; on a line the line's own.</param>
/// <param name="Mill">Who makes the material, where several are asked.</param>
/// <param name="Size">Where it is asked for one size alone.</param>
[GenerateSerializer, Immutable, Alias("approval-subject")]
public sealed record ApprovalSubject(string? Style, string? PurchaseOrder, int Line, string Type, string? Colour, string? Mill, string? Size)
{
    /// <summary>The approval's id: the same for the same subject, whoever asks for it. Has no slash, so that it fits into a path.</summary>
    public string Id => string.Join('~', Parts()).TrimEnd('~');

    public bool IsOfLine => PurchaseOrder is not null;

    /// <summary>What is approved once for a style.</summary>
    public static ApprovalSubject OfStyle(string style, string type) => new(style, null, 0, type, null, null, null);

    // A line is of one colour: naming it again would make two of one.
    private IEnumerable<string> Parts() => IsOfLine
        ? [Part(PurchaseOrder), Line.ToString(System.Globalization.CultureInfo.InvariantCulture), Type, Part(Mill), Part(Size)]
        : [Part(Style), Type, Part(Colour), Part(Mill), Part(Size)];

    private static string Part(string? name) => (name ?? "").Replace("%", "%25").Replace("~", "%7E").Replace("/", "%2F");
}

/// <summary>An approval as it is asked for, and what is already known of it.</summary>
/// <param name="Vendor">Who submits; null while nobody is named.</param>
/// <param name="Reviewer">The role or person that decides.</param>
/// <param name="Milestone">Code of the milestone that waits for it, on the style or line; null for none.</param>
/// <param name="ByColour">The milestone is reached colour by colour.</param>
/// <param name="AtReceipt">The milestone is reached when the sample is here, not when it is approved.</param>
/// <param name="IsMandatory">The milestone is not reached without it.</param>
/// <param name="RequestBy">The last day to ask for it, so that it can be here in time.</param>
/// <param name="SubmitBy">The day on which it should be here.</param>
/// <param name="DecideBy">The day on which it should be decided: the milestone's own.</param>
/// <param name="ReviewDays">Calendar days for a decision.</param>
/// <param name="IsByHand">Somebody asked for it; the calendar alone would not.</param>
/// <param name="HasOwnVendor">Another vendor than its order's was named for a line's; without one a line's follows the order.</param>
/// <param name="Mill">Who was named to make the material, where it was not asked for by that.</param>
/// <param name="Ended">Why nothing waits for it; null while something does.</param>
[GenerateSerializer, Immutable, Alias("approval-sheet")]
public sealed record ApprovalSheet(
    ApprovalSubject Subject, string Brand, string Category, string Season, string? Vendor, string Reviewer, string? Milestone,
    bool ByColour, bool AtReceipt, bool IsMandatory, DateOnly RequestBy, DateOnly SubmitBy, DateOnly DecideBy, int ReviewDays,
    bool IsByHand = false, bool HasOwnVendor = false, string? Mill = null, ApprovalEnd? Ended = null)
{
    /// <summary>Who makes the material: as was named for it, or else as it was asked for by; null where nobody was.</summary>
    public string? MadeBy => Mill ?? Subject.Mill;

    /// <summary>Names what it completes together with others: the same for all of them; null when no milestone waits for it.</summary>
    public ApprovedMilestone? Completes => Milestone is null ? null
        : new ApprovedMilestone(Subject.IsOfLine ? null : Subject.Style, Subject.PurchaseOrder, Subject.Line, Milestone, ByColour ? Subject.Colour : null);
}

/// <summary>Why nothing waits any more for what was to be approved.</summary>
public enum ApprovalEnd
{
    Cancelled,
    Closed,

    /// <summary>Its milestone dropped out of the calendar, of a line or a style; it may come back.</summary>
    Dropped,

    /// <summary>Its colour was taken off the style; it may come back.</summary>
    ColourGone,
}

/// <summary>A milestone of one style (of one colour of it, where it is reached by colour) or of one PO line.</summary>
/// <param name="Style">Null for a line's.</param>
/// <param name="PurchaseOrder">Null for a style's.</param>
/// <param name="Line">0 on a style.</param>
[GenerateSerializer, Immutable, Alias("approved-milestone")]
public sealed record ApprovedMilestone(string? Style, string? PurchaseOrder, int Line, string Milestone, string? Colour)
{
    public override string ToString() => $"{PurchaseOrder ?? Style}/{Line}/{Milestone}/{Colour}";
}
