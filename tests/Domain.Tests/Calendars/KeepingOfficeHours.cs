using System.Collections.Immutable;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Calendars;

/// <summary>An office in Berlin that is closed on Saturdays, Sundays and on Thursday 26 November.</summary>
public sealed class KeepingOfficeHours
{
    private static readonly WorkingCalendar Berlin = new(
        "DE", 1, "Europe/Berlin", [DayOfWeek.Saturday, DayOfWeek.Sunday], ImmutableSortedDictionary<DateOnly, string>.Empty.Add(new(2026, 11, 26), "Works outing"));

    [Theory]
    [InlineData("2026-11-23T10:30:00Z", 1, "2026-11-24T10:30:00Z", "a day is the next one")]
    [InlineData("2026-11-20T10:30:00Z", 2, "2026-11-24T10:30:00Z", "a weekend counts for nothing")]
    [InlineData("2026-11-25T10:30:00Z", 1, "2026-11-27T10:30:00Z", "nor does a day off")]
    [InlineData("2026-11-23T02:00:00Z", 1, "2026-11-24T07:00:00Z", "before eight it counts from eight")]
    [InlineData("2026-11-23T17:00:00Z", 1, "2026-11-25T07:00:00Z", "from six it counts from the next day")]
    [InlineData("2026-11-20T20:00:00Z", 1, "2026-11-24T07:00:00Z", "and that is a Monday after a Friday")]
    [InlineData("2026-11-21T10:30:00Z", 1, "2026-11-24T07:00:00Z", "a Saturday counts from Monday at eight")]
    [InlineData("2026-11-22T23:30:00Z", 1, "2026-11-24T07:00:00Z", "where it is Monday already in Berlin")]
    [InlineData("2026-10-23T10:30:00Z", 1, "2026-10-26T11:30:00Z", "the same time of the day when clocks have gone back")]
    [InlineData("2026-11-21T10:30:00Z", 0, "2026-11-21T10:30:00Z", "at once is at once")]
    public void Days_are_working_days_and_what_falls_outside_the_hours_waits_for_them(string from, int days, string until, string because) =>
        Assert.True(DateTimeOffset.Parse(until, null) == OfficeHours.After(DateTimeOffset.Parse(from, null), days, Berlin), $"{because}: {OfficeHours.After(DateTimeOffset.Parse(from, null), days, Berlin):u}");
}
