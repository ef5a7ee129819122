namespace Selvedge.Domain.Calendars;

public static class FactoryClosures
{
    public static IEnumerable<Closure> For(string country, int year) => [];
}
