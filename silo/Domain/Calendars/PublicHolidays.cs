namespace Selvedge.Domain.Calendars;

public static class PublicHolidays
{
    public static IEnumerable<Holiday> For(string country, int year) => [];
}
