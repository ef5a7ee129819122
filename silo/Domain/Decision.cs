using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain;

/// <summary>
/// The rules of one kind of actor, pure: what may be asked of it, and what then holds. Decide computes,
/// Evolve only copies, so that replay depends on no clock and no other actor, but for published templates, which never
/// change and are known first, and on no code but the fitting of these.
/// </summary>
public interface IDecider<TCommand, TEvent, TState>
{
    static abstract TState Initial { get; }

    /// <summary>No events and no refusal: what was asked already holds.</summary>
    static abstract Decision<TEvent> Decide(TCommand command, TState state, Surroundings around);

    static abstract TState Evolve(TState state, TEvent happened);

    /// <summary>The reports that an event holds, for those that take reports.</summary>
    static virtual IEnumerable<HeardReport> ReportsIn(TEvent happened) => [];

    /// <summary>When the actor must next be woken to stay true without a report; null for never.</summary>
    static abstract DateTimeOffset? Due(TState state);
}

/// <summary>What an actor sees beside its own state: the time, and the calendar of the place where it works.</summary>
public sealed record Surroundings(DateTimeOffset Now, WorkingCalendar Calendar)
{
    /// <summary>The calendar of the brand's own office.</summary>
    public WorkingCalendar Office { get; init; } = WorkingCalendars.Unknown;

    /// <summary>The templates that new calendars are laid by.</summary>
    public TemplateShelf Templates { get; init; } = TemplateShelf.BuiltIn;

    /// <summary>How the vendor kept such milestones before.</summary>
    public VendorPast Past { get; init; } = VendorPast.None;

    /// <summary>What the brand whose order or style it is has decided.</summary>
    public BrandSettings Brand { get; init; } = BrandSettings.Default;

    /// <summary>Who asks, and how; null where nothing of that is to be written down.</summary>
    public Provenance? From { get; init; }

    /// <summary>All that was ever reported to the actor; null until a decision wants it.</summary>
    public ReportLog? Reports { get; init; }
}

/// <summary>Events to record, or a refusal that says why nothing was.</summary>
public readonly record struct Decision<TEvent>(ImmutableArray<TEvent> Events, Refusal? Refusal)
{
    /// <summary>Undecided, see <see cref="ReportsWanted"/>.</summary>
    public bool WantsReports { get; private init; }

    public static implicit operator Decision<TEvent>(ReportsWanted _) => new([], null) { WantsReports = true };

    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);

    public static implicit operator Decision<TEvent>(ImmutableArray<TEvent> events) => new(events, null);
}

/// <summary>Instead of a decision: it must be asked for again with <see cref="Surroundings.Reports"/>.</summary>
public readonly record struct ReportsWanted;

/// <summary>The business says no. Codes are public and stable.</summary>
/// <param name="Code">Such as <c>unknown-milestone</c>.</param>
/// <param name="Pointer">JSON pointer to the member at fault within what was sent; empty for the whole.</param>
/// <param name="Detail">For the person who reads it: what was found and what was expected.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal(string Code, string Pointer, string Detail);
