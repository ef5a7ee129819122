using System.Globalization;

namespace Selvedge.Domain.Calendars.Rules;

/// <summary>
/// The two feasts that stop factories, by the Umm al-Qura calendar. The moon must be seen, country by country, so a date
/// ahead may be a day off; once announced it is put right by a
/// <see cref="CalendarSheet"/>.
/// </summary>
internal static class Eid
{
    private static readonly UmAlQuraCalendar UmmAlQura = new();

    public static IEnumerable<DateOnly> Fitr(string country, int year) => InYear(year, month: 10, day: 1, DaysLater(country));

    public static IEnumerable<DateOnly> Adha(string country, int year) => InYear(year, month: 12, day: 10, DaysLater(country));

    // The moon sets later further west: South Asia usually sees it a day after Arabia, Turkey reckons with it.
    private static int DaysLater(string country) => country is "BD" or "IN" or "PK" ? 1 : 0;

    // A lunar year is eleven days short: a feast can come twice in one year.
    private static IEnumerable<DateOnly> InYear(int year, int month, int day, int daysLater)
    {
        var first = UmmAlQura.GetYear(new DateTime(year, 1, 1));
        for (var lunar = first - 1; lunar <= first + 1; lunar++)
        {
            var feast = DateOnly.FromDateTime(UmmAlQura.ToDateTime(lunar, month, day, 0, 0, 0, 0)).AddDays(daysLater);
            if (feast.Year == year)
                yield return feast;
        }
    }
}
