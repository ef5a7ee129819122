using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WorkQueues;

namespace Selvedge.Gateway.WorkQueues;

public enum WorkKind
{
    /// <summary>The next milestone of a line or style.</summary>
    Milestone,
    Approval,

    /// <summary>Acts and plans that wait for a second person.</summary>
    Proposal,

    /// <summary>A version of an order that the vendor has yet to confirm.</summary>
    Answer,

    /// <summary>A version of a style's profile that a side has yet to acknowledge.</summary>
    Profile,

    /// <summary>Statements that contradict each other.</summary>
    Discrepancy,

    /// <summary>A comment that mentions the person, who has neither answered nor acknowledged it.</summary>
    Mention,

    /// <summary>What a line review has decided of a style, which none of its owners has acknowledged.</summary>
    Decision,
}

/// <summary>When in the day's work something comes.</summary>
public enum WorkGroup
{
    /// <summary>Past its day.</summary>
    Now,
    Today,

    /// <summary>Within a week, or of goods that are late already.</summary>
    Week,
}

/// <summary>One thing to do.</summary>
/// <param name="Id">Such as <c>milestone:PO-1001/1:A26</c>.</param>
/// <param name="What">The milestone, approval or answer, by name.</param>
/// <param name="Line">Where it is of one line.</param>
/// <param name="Milestone">Its code, where it is one.</param>
/// <param name="Approval">Its id, where it is one.</param>
/// <param name="Owner">Who is to do it, where that is known.</param>
/// <param name="Expected">When it is forecast to be done.</param>
/// <param name="BehindDays">Past its day, or the goods past theirs; negative before.</param>
/// <param name="Units">Pieces or pairs that wait; null for who may not see quantities, as is <paramref name="Impact"/>.</param>
/// <param name="Impact">Unit-days: what ranks within a group.</param>
/// <param name="Why">Why it stands where it stands, in words.</param>
/// <param name="Comment">Number of the comment that mentions the person, where it is one.</param>
/// <param name="LineReview">Id of the line review that decided, where one did.</param>
/// <param name="Whose">As what it is the person's, such as <c>as colour</c>.</param>
public sealed record WorkItem(
    string Id, WorkKind Kind, Duty Duty, WorkGroup Group, string What, string? PurchaseOrder, int? Line, string? Style, string? StyleName,
    string? Colour, string Brand, string Category, string? Vendor, string? VendorName, string? Milestone, string? Approval, string? Owner,
    DateOnly Due, DateOnly? Expected, Health? Health, int BehindDays, int FloatDays, int? Units, long? Impact, string Why, int? Comment, string? LineReview, string Whose);

/// <summary>One page of somebody's work.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="Today">The day by which it is grouped.</param>
/// <param name="Groups">Counts all that the filter lets through.</param>
/// <param name="Formula">How impact is reckoned.</param>
/// <param name="Unchased">Vendors who are to be followed up and were not asked today, most things first; whatever the filter.</param>
public sealed record WorkPage(
    ImmutableArray<WorkItem> Items, int Total, string? Next, WorkCounts Groups, WorkPerson Person, DateOnly Today, string Formula,
    ImmutableArray<UnchasedVendor> Unchased);

/// <param name="Things">Of the person's, to follow up with the vendor.</param>
/// <param name="ChasedAt">When it last was; null while it never was.</param>
public sealed record UnchasedVendor(string Vendor, string Name, int Things, DateTimeOffset? ChasedAt);

public sealed record WorkCounts(int Now, int Today, int Week);

public sealed record WorkPerson(string Id, string Name, string Role);
