using Orleans;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Approvals;

/// <summary>Days that one side has taken in one round. Stands still while the other side has it, and on hold.</summary>
/// <param name="Since">The day from which it runs; null while it stands still.</param>
/// <param name="Days">Calendar days until it last stopped.</param>
/// <param name="WorkingDays">Of them, those on which that side worked.</param>
[GenerateSerializer, Immutable, Alias("approval-clock")]
public sealed record Clock(DateOnly? Since, int Days, int WorkingDays)
{
    public static Clock Zero { get; } = new(null, 0, 0);

    /// <summary>Runs from a day on; one that runs already runs on.</summary>
    public Clock Started(DateOnly on) => Since is null ? this with { Since = on } : this;

    public Clock Stopped(DateOnly on, WorkingCalendar calendar) =>
        Since is not { } since ? this : new Clock(null, Days + Math.Max(0, on.DayNumber - since.DayNumber), WorkingDays + Worked(since, on, calendar));

    /// <summary>As it would stand if it stopped on that day; runs on.</summary>
    public Clock At(DateOnly day, WorkingCalendar calendar) => Stopped(day, calendar) with { Since = Since };

    // The day on which it starts is not yet a day taken; the last one is.
    private static int Worked(DateOnly since, DateOnly on, WorkingCalendar calendar)
    {
        var worked = 0;
        for (var day = since.AddDays(1); day <= on; day = day.AddDays(1))
            if (calendar.IsWorkingDay(day))
                worked++;
        return worked;
    }
}

/// <summary>The two clocks of a round: the vendor's from request to receipt, ours from receipt to decision.</summary>
[GenerateSerializer, Immutable, Alias("approval-clocks")]
public sealed record Clocks(Clock Vendor, Clock Brand)
{
    public static Clocks Zero { get; } = new(Clock.Zero, Clock.Zero);

    public Clocks Stopped(DateOnly on, WorkingCalendar vendor, WorkingCalendar brand) =>
        new(Vendor.Stopped(on, vendor), Brand.Stopped(on, brand));

    public Clocks At(DateOnly day, WorkingCalendar vendor, WorkingCalendar brand) => new(Vendor.At(day, vendor), Brand.At(day, brand));
}
