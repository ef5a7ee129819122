using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.WhatIfs;

/// <summary>What is supposed of one order, as far as it concerns it.</summary>
/// <param name="Styles">Dates of its styles as they would be handed over.</param>
/// <param name="Closures">Of its factory, beside those that stand.</param>
/// <param name="ShipModes">Of lines that would travel otherwise; null for none.</param>
[GenerateSerializer, Immutable, Alias("supposition")]
public sealed record Supposition(
    ImmutableArray<SupposedDay> Days, ImmutableArray<StyleDates> Styles, ImmutableArray<Closure> Closures, Reshipment? ShipModes = null);

/// <summary>Lines that are to travel otherwise, as a person asks it.</summary>
/// <param name="Reason">Delay reason code.</param>
[GenerateSerializer, Immutable, Alias("reshipment")]
public sealed record Reshipment(ImmutableArray<LineShipMode> Lines, string Reason, Author By)
{
    /// <summary>The revision of the order that it takes.</summary>
    public OrderAct ToAct(string? note) => new(Revise: new Revision(
        new OrderChanges(null, null, null, null, [.. Lines.Select(line => new LineChange(line.Line, null, null, null, null, null, null, null, null, null, line.ShipMode))], []),
        Reason, null, note));
}

/// <param name="ShipMode">Empty where it is to travel as its order does.</param>
/// <param name="From">What stood before, likewise; null where nobody wrote it down.</param>
[GenerateSerializer, Immutable, Alias("line-ship-mode")]
public sealed record LineShipMode(int Line, string ShipMode, string? From = null);

/// <summary>A day supposed of one milestone, by its code or by whose delivery it is.</summary>
/// <param name="Line">PO line number; 0 on a style.</param>
/// <param name="Days">After what is forecast now; null where <paramref name="Date"/> says the day.</param>
[GenerateSerializer, Immutable, Alias("supposed-day")]
public sealed record SupposedDay(int Line, Supplier? Supplier, string? Milestone, int? Days, DateOnly? Date, string? Reason)
{
    /// <summary>Index of the milestone that is meant, or -1.</summary>
    internal int MilestoneOf(CalendarTemplate template) => this switch
    {
        { Milestone: { } code } => template.IndexOf(code),
        { Supplier: WhatIfs.Supplier.Mill } => template.MillDelivery,
        _ => template.ExFactory,
    };

    internal DateOnly After(DateOnly forecast) => Date ?? forecast.AddDays(Days ?? 0);
}

/// <summary>A day that is to be told of a milestone, as an estimate.</summary>
/// <param name="Line">PO line number; 0 on a style.</param>
/// <param name="Colour">Of a style's milestone that is told by colour; null for all.</param>
[GenerateSerializer, Immutable, Alias("told-day")]
public sealed record ToldDay(int Line, string Milestone, DateOnly Date, string? Reason, string? Colour = null)
{
    /// <summary>The sender of what is told by a what-if.</summary>
    public const string Source = "what-if";

    /// <param name="whatIf">Its id.</param>
    /// <param name="subject">Number of the order or style.</param>
    public ReportMilestone ToReport(string whatIf, string subject, DateTimeOffset at, string? note) => new(
        Source, EventIdOf(whatIf, subject, Line, Milestone, Colour), at, false, Line, Milestone, Classifier.Estimate, Date, Reason, note, Colour);

    /// <summary>What the word of an act upon many milestones is known by.</summary>
    /// <param name="line">0 on a style.</param>
    internal static string EventIdOf(string act, string subject, int line, string milestone, string? colour) =>
        string.Join('/', new[] { act, subject, line == 0 ? null : $"{line}", milestone, colour }.OfType<string>());
}

/// <summary>What a supposition would do to one order.</summary>
/// <param name="Lines">Every line that is open and has a calendar.</param>
/// <param name="Told">What has to be told of its lines so that it comes so.</param>
/// <param name="ShipModes">Those that were supposed, with what stands now; null for none.</param>
[GenerateSerializer, Immutable, Alias("order-foresight")]
public sealed record OrderForesight(ImmutableArray<LineForesight> Lines, ImmutableArray<ToldDay> Told, Reshipment? ShipModes = null)
{
    public static OrderForesight Nothing { get; } = new([], []);
}

/// <param name="Before">As the line stands now.</param>
/// <param name="MovedMilestones">How many of its milestones would be forecast on another day.</param>
[GenerateSerializer, Immutable, Alias("line-foresight")]
public sealed record LineForesight(int Line, LineProspect Before, LineProspect After, int MovedMilestones)
{
    /// <summary>Whether anything of the line would be otherwise.</summary>
    public bool IsAffected => MovedMilestones > 0 || Before != After;
}

/// <summary>Where a line is going.</summary>
/// <param name="InDc">When the goods are expected in the buyer's distribution centre.</param>
/// <param name="Cause">The cause that adds most days, in words; null when nothing does.</param>
[GenerateSerializer, Immutable, Alias("line-prospect")]
public sealed record LineProspect(DateOnly ExFactory, DateOnly InDc, Health Health, int SlipDays, int FloatDays, string? Cause);

/// <summary>What a supposition would do to one style.</summary>
/// <param name="Dates">As they would be handed over; null for a style without a calendar.</param>
[GenerateSerializer, Immutable, Alias("style-foresight")]
public sealed record StyleForesight(StyleDates? Dates, ImmutableArray<ToldDay> Told);
