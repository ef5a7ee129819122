using Selvedge.Domain.Calendars.Rules;

namespace Selvedge.Domain.Calendars;

/// <summary>
/// The spans for which factories of a country customarily close, longer than the public holidays inside them.
/// Custom of the trade, not law: a factory that says otherwise has a calendar of its own.
/// </summary>
public static class FactoryClosures
{
    /// <summary>The closures of a year, in no order; one may begin in the year before or end in the year after. Empty for a country without any.</summary>
    /// <param name="country">ISO 3166 alpha-2 code in capitals.</param>
    /// <param name="year">As for <see cref="PublicHolidays.For"/>.</param>
    public static IEnumerable<Closure> For(string country, int year) => country switch
    {
        "BD" => Eids("BD", year, daysBefore: 2, daysAfter: 4),
        // Workers travel home a week before the eve and are back ten days after it.
        "CN" =>
        [
            Around(Lunisolar.ChineseNewYear(year).AddDays(-1), 7, 10, "Chinese New Year"),
            Span(year, 5, 1, 5, "Labor Day"),
            Span(year, 10, 1, 7, "Golden Week"),
        ],
        // Semana Santa: from Maundy Thursday to the day before Easter.
        "GT" or "HN" or "NI" or "SV" => [Around(Easter.Sunday(year).AddDays(-1), 2, 0, "Semana Santa")],
        "ID" or "PK" => Eids(country, year, daysBefore: 1, daysAfter: 5),
        "IN" when Hindu.Diwali(year) is { } diwali => [Pongal(year), Around(diwali, 1, 3, "Diwali")],
        "IN" => [Pongal(year)],
        "IT" or "PT" => [Span(year, 8, 8, 15, "August shutdown")],
        "JP" => [Span(year, 4, 29, 7, "Golden Week")],
        "KH" => [Span(year, 4, 14, 3, "Khmer New Year")],
        "LK" => [Span(year, 4, 13, 2, "Sinhala and Tamil New Year")],
        "TH" => [Span(year, 4, 13, 3, "Songkran")],
        "TR" => Eids("TR", year, daysBefore: 1, daysAfter: 4),
        "VN" => [Around(Lunisolar.Tet(year).AddDays(-1), 3, 8, "Tet")],
        _ => [],
    };

    // Tirupur, where most of the country's knitwear is made, stops for all four days.
    private static Closure Pongal(int year) => Span(year, 1, 14, 4, "Pongal");

    private static IEnumerable<Closure> Eids(string country, int year, int daysBefore, int daysAfter) =>
        Eid.Fitr(country, year).Select(day => Around(day, daysBefore, daysAfter, "Eid al-Fitr"))
            .Concat(Eid.Adha(country, year).Select(day => Around(day, daysBefore, daysAfter, "Eid al-Adha")));

    private static Closure Around(DateOnly day, int before, int after, string name) =>
        new(day.AddDays(-before), day.AddDays(after), name);

    private static Closure Span(int year, int month, int day, int days, string name)
    {
        var first = new DateOnly(year, month, day);
        return new(first, first.AddDays(days - 1), name);
    }
}
