using System.Collections.Immutable;

namespace Selvedge.Domain.Calendars;

/// <summary>
/// The days on which one factory works. Immutable and identified by <see cref="Id"/> and <see cref="Version"/>:
/// a change is a new version. Safe to share between threads.
/// </summary>
/// <remarks>
/// A duration of n is n calendar days. Weekly days off inside it are already counted; each day of
/// <see cref="DaysOff"/> or <see cref="LostDays"/> that is no weekly day off adds one day, also where it lies in the part
/// added; a result on a day without work moves on to the next working day, which a lost day is.
/// A forecast asks about a hundred times, so days that add are kept as a sorted list of day numbers with an index
/// by spans of 32 days: one look-up, then a walk over the few that lie on the way. Nothing is allocated.
/// </remarks>
public sealed class WorkingCalendar
{
    private readonly int[] _adding;  // ascending numbers of the days that add to durations, weekly days off left out
    private readonly bool[] _worked; // per day of _adding: lost, but worked
    private readonly int[] _spans;   // span n of 32 days, counted from the first that adds: where in _adding it begins
    private readonly int _weekly;    // bit n: DayOfWeek n is off
    private readonly TimeZoneInfo _zone;

    /// <exception cref="ArgumentException">No day of the week is left to work on.</exception>
    /// <exception cref="TimeZoneNotFoundException">
    /// This machine does not know the zone. No offset is guessed: two nodes that disagree on midnight are worse
    /// than one that does not start.
    /// </exception>
    public WorkingCalendar(
        string id, int version, string timeZone, ImmutableHashSet<DayOfWeek> weeklyDaysOff,
        ImmutableSortedDictionary<DateOnly, string> daysOff, ImmutableSortedDictionary<DateOnly, string>? lostDays = null)
    {
        if (weeklyDaysOff.Count == 7)
            throw new ArgumentException($"The calendar {id} has no day to work on", nameof(weeklyDaysOff));

        Id = id;
        Version = version;
        TimeZone = timeZone;
        WeeklyDaysOff = weeklyDaysOff;
        DaysOff = daysOff;
        LostDays = lostDays ?? ImmutableSortedDictionary<DateOnly, string>.Empty;

        _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        foreach (var day in weeklyDaysOff)
            _weekly |= 1 << (int)day;
        _adding =
        [
            .. daysOff.Keys.Concat(LostDays.Keys.Where(day => !daysOff.ContainsKey(day)))
                .Select(day => day.DayNumber).Where(day => !IsWeeklyDayOff(day)).Order(),
        ];
        _worked = [.. _adding.Select(day => !daysOff.ContainsKey(DateOnly.FromDayNumber(day)))];
        _spans = new int[_adding.Length == 0 ? 0 : (_adding[^1] - _adding[0] >> 5) + 1];
        for (int span = 0, next = 0; span < _spans.Length; span++)
        {
            while (_adding[next] < _adding[0] + (span << 5))
                next++;
            _spans[span] = next;
        }
    }

    /// <summary>The factory's or the country's code.</summary>
    public string Id { get; }

    public int Version { get; }

    /// <summary>IANA name: where "today" is judged.</summary>
    public string TimeZone { get; }

    /// <summary>Such as Friday in Bangladesh.</summary>
    public ImmutableHashSet<DayOfWeek> WeeklyDaysOff { get; }

    /// <summary>Holidays and closures by day, with the name to show.</summary>
    public ImmutableSortedDictionary<DateOnly, string> DaysOff { get; }

    /// <summary>Days that are worked and yet bring nothing on, such as every other day while a factory fills up again.</summary>
    public ImmutableSortedDictionary<DateOnly, string> LostDays { get; }

    public bool IsWorkingDay(DateOnly day) =>
        !IsWeeklyDayOff(day.DayNumber) && !(Adds(day.DayNumber, out var isWorked) && !isWorked);

    /// <summary>The day itself when it is worked, else the first working day after it.</summary>
    public DateOnly NextWorkingDay(DateOnly day) => Arrive(day, 0);

    /// <summary>The working day reached from <paramref name="from"/> by a duration of <paramref name="days"/>, 0 or more.</summary>
    public DateOnly Arrive(DateOnly from, int days)
    {
        var end = from.DayNumber + days;
        // The span is (from, end]; a duration of nothing has only its own day to be judged.
        var next = FirstAddingFrom(days == 0 ? end : from.DayNumber + 1);
        while (next < _adding.Length && _adding[next] <= end && days > 0)
        {
            end++;
            next++;
        }

        while (true)
        {
            if (next < _adding.Length && _adding[next] == end && !_worked[next])
                next++;
            else if (!IsWeeklyDayOff(end))
                return DateOnly.FromDayNumber(end);
            end++;
        }
    }

    /// <summary>How many calendar days holidays, closures, lost days and days off add to the duration.</summary>
    public int DaysAdded(DateOnly from, int days) => Arrive(from, days).DayNumber - from.DayNumber - days;

    /// <summary>The days that are added, in order: as many as <see cref="DaysAdded"/> says.</summary>
    public List<DateOnly> DaysOffOnTheWay(DateOnly from, int days)
    {
        var added = new List<DateOnly>();
        var day = from;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (Adds(day.DayNumber, out _))
                added.Add(day);
            else
                left--;
        }
        for (; !IsWorkingDay(day); day = day.AddDays(1))
            added.Add(day);
        return added;
    }

    /// <summary>The last day from which <see cref="Arrive"/> is not after <paramref name="to"/>; it may be a day off itself.</summary>
    public DateOnly LatestStart(DateOnly to, int days)
    {
        var end = to.DayNumber;
        var previous = FirstAddingFrom(end + 1) - 1;
        while (true)
        {
            if (previous >= 0 && _adding[previous] == end && !_worked[previous])
                previous--;
            else if (!IsWeeklyDayOff(end))
                break;
            end--;
        }
        if (days == 0)
            return DateOnly.FromDayNumber(end);

        // No duration ends on a day that adds to it.
        for (; previous >= 0 && _adding[previous] == end; previous--)
            end--;
        // The first day of the duration, counted back from its last; it starts on the day before.
        var first = end - days + 1;
        for (; previous >= 0 && _adding[previous] >= first; previous--)
            first--;
        return DateOnly.FromDayNumber(first - 1);
    }

    /// <summary>The instant, in UTC, at which the day after <paramref name="day"/> begins in the calendar's zone.</summary>
    public DateTimeOffset MidnightAfter(DateOnly day) => InstantAt(day.AddDays(1), TimeOnly.MinValue);

    /// <summary>The instant, in UTC, at which the calendar's clocks show that time. One that they skip is when the gap ends; of two it is the first.</summary>
    public DateTimeOffset InstantAt(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (_zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        // The first of two is the one further ahead of UTC.
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The day on the factory's wall calendar at <paramref name="instant"/>.</summary>
    public DateOnly DayAt(DateTimeOffset instant) => ClockAt(instant).Day;

    /// <summary>What the factory's calendar and clock on the wall show at <paramref name="instant"/>.</summary>
    public (DateOnly Day, TimeOnly Time) ClockAt(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, _zone).DateTime is var local ? (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)) : default;

    // Day number 0 is a Monday.
    private bool IsWeeklyDayOff(int day) => (_weekly >> ((day + 1) % 7) & 1) != 0;

    private bool Adds(int day, out bool isWorked)
    {
        var next = FirstAddingFrom(day);
        var adds = next < _adding.Length && _adding[next] == day;
        isWorked = adds && _worked[next];
        return adds;
    }

    // Where in _adding the first day that is not before the day stands; its length when there is none.
    private int FirstAddingFrom(int day)
    {
        if (_adding.Length == 0 || day <= _adding[0])
            return 0;
        if (day > _adding[^1])
            return _adding.Length;
        var next = _spans[day - _adding[0] >> 5];
        while (_adding[next] < day)
            next++;
        return next;
    }
}
