using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>What is known of one milestone. All null: nothing was reported.</summary>
/// <param name="Actual">The day it happened.</param>
/// <param name="Estimate">The day somebody expects it; it replaces the plan, not what its predecessors force.</param>
/// <param name="HandedOver">The style's own forecast or actual, for a milestone that lives on the style, or the day that follows from the order's having been placed: taken as it is.</param>
/// <param name="Reason">Delay reason code of the report that holds (facts 4.9), when it names one.</param>
/// <param name="IsForecast">What was handed over is expected, and has not happened.</param>
/// <param name="Contributing">Delay reasons beside that; null for none.</param>
public readonly record struct MilestoneFacts(DateOnly? Actual, DateOnly? Estimate, DateOnly? HandedOver, string? Reason, bool IsForecast = false, ContributingReasons? Contributing = null)
{
    /// <summary>The day that no forecast moves: handed over, or actual; null while it is open.</summary>
    public DateOnly? Stands => HandedOver ?? Actual;

    /// <summary>The day on which it happened, as reported or handed over; null while it has not.</summary>
    public DateOnly? Happened => Actual ?? (IsForecast ? null : HandedOver);
}

/// <summary>All that a forecast depends on.</summary>
/// <param name="Home">
/// Who asks. Milestones that live here are reported here and fall overdue; those of the other home come handed over (to the
/// line), or stand at their plan and where their predecessors push them.
/// </param>
/// <param name="Baseline">Per milestone of the template: the plan in force, which ends with the frozen baseline of ex-factory.</param>
/// <param name="Facts">Per milestone of the template.</param>
/// <param name="AsOf">The day of the actor's last wake or report, in the factory's zone: an open milestone is never forecast before it.</param>
/// <param name="Past">How the vendor kept such milestones before; corrects those that are open. The plan never moves by it.</param>
public sealed record ForecastInput(
    CalendarTemplate Template, MilestoneHome Home, ImmutableArray<DateOnly> Baseline,
    ImmutableArray<MilestoneFacts> Facts, WorkingCalendar Calendar, DateOnly AsOf, VendorPast Past)
{
    /// <summary>Whether the milestone lives here and has not happened yet.</summary>
    public bool IsOpen(int milestone) =>
        Template.Milestones[milestone].Home == Home && Facts[milestone].Stands is null;

    /// <summary>
    /// What the past says of an open milestone that plan or estimate and predecessors allow on <paramref name="allowed"/>;
    /// null when it says nothing.
    /// </summary>
    internal Expectation? Expect(int milestone, DateOnly allowed) =>
        !Past.IsNone && IsOpen(milestone) && Past.Of(Template.Id, Template.Milestones[milestone]) is { } past
            ? past.Given(AsOf.DayNumber - allowed.DayNumber)
            : null;

    /// <summary>
    /// Whether the past decides the day. Who gave a day for a milestone knows more than the past does, until that day has
    /// passed; how far such days are missed the past tells either way.
    /// </summary>
    internal bool IsExpectedByThePast(int milestone, DateOnly allowed) => Facts[milestone].Estimate is null || AsOf > allowed;
}

/// <summary>Why days were lost at one milestone.</summary>
/// <param name="Code">Delay reason code of facts 4.9, or null when nobody gave one.</param>
/// <param name="Days">Calendar days added to the driving path, above 0.</param>
/// <param name="CodeOfStyle">Of a line: the code was given of its style, which may have other makers than the line's.</param>
[GenerateSerializer, Immutable, Alias("cause")]
public sealed record Cause(string? Code, Side Side, int Days, string Milestone, string Text, bool CodeOfStyle = false);

/// <summary>Between which days ex-factory falls in eight of ten cases, by the spread of what the vendor did before.</summary>
/// <remarks>The buyer's own milestones add nothing to it: they are taken to be done on their forecast.</remarks>
/// <param name="Outcomes">The vendor's own outcomes behind it: of the milestone that has fewest. Below 5 it leans on the category's.</param>
[GenerateSerializer, Immutable, Alias("ex-factory-range")]
public sealed record ExFactoryRange(DateOnly Earliest, DateOnly Latest, int Outcomes);

/// <param name="Forecast">Per milestone of the template.</param>
/// <param name="Allowed">Per milestone: the day that plan or estimate and predecessors allow, before today and the vendor's past move it.</param>
/// <param name="Latest">Per milestone: the last day, worked or not, that still makes the baseline ex-factory on minimum durations.</param>
/// <param name="SlipDays">Forecast minus baseline ex-factory, never below 0. On a style: what its dates alone would force.</param>
/// <param name="FloatDays">
/// The least latest minus forecast over the open milestones of this home, of ex-factory when none is open; negative when
/// ex-factory moves.
/// </param>
/// <param name="Causes">
/// Along the driving path, in its order; where nothing slips, those of the milestone that puts ex-factory at risk. Either way
/// their days less <paramref name="FloatAbsorbedDays"/> equal <paramref name="SlipDays"/>.
/// </param>
/// <param name="DrivingPath">
/// Milestone indexes that force the forecast of ex-factory past its baseline, first to last; ex-factory alone when nothing does.
/// </param>
/// <param name="Range">Null when ex-factory has happened, or no past says anything of what is left to do.</param>
/// <param name="NoRange">Why a line's has none.</param>
public sealed record ForecastResult(
    ImmutableArray<DateOnly> Forecast, ImmutableArray<DateOnly> Allowed, ImmutableArray<DateOnly> Latest, int SlipDays, int FloatDays,
    int FloatAbsorbedDays, ImmutableArray<Cause> Causes, ImmutableArray<int> DrivingPath, ExFactoryRange? Range, RangeGap? NoRange = null);
