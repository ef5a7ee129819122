using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.CalendarTemplates;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Contracts;

/// <summary>One calendar template, by its id. <c>held</c> is the revision that the editor saw; null to act upon any.</summary>
public interface ITemplateGrain : IGrainWithStringKey
{
    /// <summary>Keeps what is being worked on; it may have faults.</summary>
    Task<Verdict> SaveDraft(Asked<TemplateSheet> asked, int? held);

    Task<Verdict> DiscardDraft(CommandHeader header, int? held);

    /// <summary>Begins it as the copy of another's version.</summary>
    Task<Verdict> Duplicate(Asked<TemplateSheet> asked, string from, int fromVersion);

    /// <summary>Makes the draft the next version.</summary>
    Task<Verdict> Publish(CommandHeader header, int? held, string? note);

    Task<Verdict> Retire(CommandHeader header, int? held, string reason);

    /// <summary>Null when there is no such template.</summary>
    [AlwaysInterleave]
    Task<TemplateView?> Read();
}

/// <summary>One working calendar, by its key of <see cref="CalendarKeys"/>.</summary>
public interface IWorkingCalendarGrain : IGrainWithStringKey
{
    /// <param name="held">The version that the editor saw; null to act upon any.</param>
    Task<Verdict> Amend(Asked<CalendarSheet> asked, int? held, string reason);

    /// <summary>Adds closures to those that stand.</summary>
    Task<Verdict> Close(Asked<ImmutableArray<Closure>> asked, string reason);

    /// <summary>Takes closures away, unless somebody has amended one of them since.</summary>
    Task<Verdict> Reopen(Asked<ImmutableArray<Closure>> asked, string reason);

    /// <summary>What reopening would be answered now; records nothing.</summary>
    Task<Verdict> ForeseeReopening(ImmutableArray<Closure> closures, string reason);

    /// <summary>Goes back to what held before a version, unless something newer stands on it.</summary>
    Task<Verdict> Undo(CommandHeader header, int version, string reason);

    /// <summary>As it was last amended; null for one that never was.</summary>
    [AlwaysInterleave]
    Task<CalendarRow?> Read();
}
