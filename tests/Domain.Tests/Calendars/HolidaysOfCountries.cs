using System.Text.Json;
using Selvedge.Domain.Calendars;
using Xunit.Abstractions;

namespace Selvedge.Domain.Tests.Calendars;

public sealed class HolidaysOfCountries(ITestOutputHelper output)
{
    // Where the lists use another name than ours.
    private static readonly Dictionary<string, string> ListedAs = new()
    {
        ["Assumption Day"] = "Assumption",
        ["Tet"] = "Lunar New Year",
    };

    // Other days whose names contain one of ours.
    private static readonly string[] NamedAlike =
    [
        "Christmas Eve", "Holika Dahan", "Juneteenth National Independence Day",
        "Dussehra (Saptami)", "Dussehra (Mahashtami)", "Dussehra (Mahanavami)",
    ];

    private static readonly string[] Lunar =
    [
        "Eid al-Fitr", "Eid al-Adha", "Chinese New Year", "Tet", "Dragon Boat Festival", "Mid-Autumn Festival",
        "Hung Kings' Commemoration Day", "Holi", "Dussehra", "Diwali",
    ];

    public static readonly TheoryData<string> Countries = ["BD", "CN", "IN", "IT", "PT", "TR", "US", "VN"];

    [SharedTheory]
    [MemberData(nameof(Countries))]
    public void Every_computed_holiday_is_one_that_is_listed(string country)
    {
        var list = Read(country);
        var checkedDays = 0;
        for (var year = WorkingCalendars.FirstYear; year <= WorkingCalendars.LastYear; year++)
            foreach (var holiday in PublicHolidays.For(country, year))
            {
                var tolerance = Lunar.Contains(holiday.Name) ? 1 : 0;
                Assert.True(
                    Enumerable.Range(-tolerance, 2 * tolerance + 1).Any(days =>
                        list.TryGetValue(holiday.Day.AddDays(days), out var name) && IsNamed(name, holiday.Name)),
                    $"{country} {holiday.Day:yyyy-MM-dd} {holiday.Name} is not in the list");
                checkedDays++;
            }
        output.WriteLine($"{country}: {checkedDays} computed holidays are listed");
    }

    [SharedTheory]
    [MemberData(nameof(Countries))]
    public void No_listed_day_of_a_kept_holiday_is_forgotten(string country)
    {
        var (found, leftOut) = (0, new SortedSet<string>());
        var closedAnyway = CalendarShelf.BuiltIn.OfCountry(country).WeeklyDaysOff;
        for (var year = 2024; year <= 2035; year++)
        {
            var ours = PublicHolidays.For(country, year).ToList();
            foreach (var (day, names) in Read(country).Where(listed => listed.Key.Year == year && !closedAnyway.Contains(listed.Key.DayOfWeek)))
                foreach (var name in names.Split("; ").Where(IsWholeDayOfItsOwn))
                {
                    var same = ours.Where(holiday => IsNamed(name, holiday.Name)).ToList();
                    if (same.Count == 0)
                    {
                        leftOut.Add(name);
                        continue;
                    }
                    // A long feast may be listed with a day more at either end: closures reach beyond both.
                    var tolerance = Lunar.Contains(same[0].Name) ? 2 : 0;
                    Assert.True(
                        same.Exists(holiday => Math.Abs(holiday.Day.DayNumber - day.DayNumber) <= tolerance),
                        $"{country} {day:yyyy-MM-dd} {name} is forgotten");
                    found++;
                }
        }
        output.WriteLine($"{country}: {found} listed days found; left out on purpose: {string.Join(", ", leftOut)}");
        Assert.True(found > 5 * 12);
    }

    [SharedFact]
    public void Tet_is_the_listed_day_in_every_year()
    {
        var list = Read("VN");
        for (var year = WorkingCalendars.FirstYear; year <= WorkingCalendars.LastYear; year++)
        {
            var firstDay = PublicHolidays.For("VN", year).First(holiday => holiday.Name == "Tet").Day.AddDays(1);
            Assert.Equal("Lunar New Year", list[firstDay].Split("; ")[0]);
        }
    }

    [Theory]
    [InlineData("CN", "Chinese New Year", 2026, 2, 17)]
    [InlineData("CN", "Chinese New Year", 2027, 2, 6)]
    [InlineData("CN", "Chinese New Year", 2028, 1, 26)]
    [InlineData("CN", "Chinese New Year", 2029, 2, 13)]
    [InlineData("CN", "Chinese New Year", 2030, 2, 3)]
    [InlineData("CN", "Mid-Autumn Festival", 2026, 9, 25)]
    [InlineData("CN", "Mid-Autumn Festival", 2028, 10, 3)]
    [InlineData("IN", "Diwali", 2026, 11, 8)]
    [InlineData("IN", "Diwali", 2030, 10, 26)]
    [InlineData("TR", "Eid al-Fitr", 2026, 3, 20)]
    [InlineData("TR", "Eid al-Adha", 2026, 5, 27)]
    [InlineData("TR", "Eid al-Adha", 2030, 4, 13)]
    [InlineData("US", "Thanksgiving Day", 2026, 11, 26)]
    [InlineData("IT", "Easter Monday", 2026, 4, 6)]
    public void A_moving_holiday_falls_where_it_should(string country, string name, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), PublicHolidays.For(country, year).First(holiday => holiday.Name == name).Day);

    [Fact]
    public void Tet_of_2030_comes_a_day_before_the_Chinese_new_year()
    {
        Assert.Contains(new Holiday(new(2030, 2, 1), "Tet"), PublicHolidays.For("VN", 2030)); // the eve
        Assert.DoesNotContain(PublicHolidays.For("VN", 2030), holiday => holiday.Day == new DateOnly(2030, 1, 31));
    }

    [Fact]
    public void A_feast_of_the_lunar_year_can_come_twice_in_one_year() =>
        Assert.Equal(6, PublicHolidays.For("TR", 2033).Count(holiday => holiday.Name == "Eid al-Fitr"));

    [Fact]
    public void Factories_close_longer_than_the_law_asks()
    {
        var china = CalendarShelf.BuiltIn.OfCountry("CN");
        for (var day = new DateOnly(2026, 2, 9); day <= new DateOnly(2026, 2, 26); day = day.AddDays(1))
            Assert.False(china.IsWorkingDay(day), $"{day}");
        Assert.True(china.IsWorkingDay(new(2026, 2, 7)));
        Assert.True(china.IsWorkingDay(new(2026, 2, 27)));

        Assert.False(CalendarShelf.BuiltIn.OfCountry("IT").IsWorkingDay(new(2026, 8, 20)));
        Assert.False(CalendarShelf.BuiltIn.OfCountry("BD").IsWorkingDay(new(2026, 3, 24)));
        Assert.False(CalendarShelf.BuiltIn.OfCountry("IN").IsWorkingDay(new(2026, 11, 10)));
        Assert.False(CalendarShelf.BuiltIn.OfCountry("TR").IsWorkingDay(new(2026, 3, 19)));
        Assert.False(CalendarShelf.BuiltIn.OfCountry("CN").IsWorkingDay(new(2026, 10, 7)));
        Assert.False(CalendarShelf.BuiltIn.OfCountry("JP").IsWorkingDay(new(2026, 5, 1)));
        Assert.Equal(
            [true, false, false, false, true],
            new DateOnly[] { new(2027, 3, 24), new(2027, 3, 25), new(2027, 3, 26), new(2027, 3, 27), new(2027, 3, 29) }.Select(CalendarShelf.BuiltIn.OfCountry("GT").IsWorkingDay));
    }

    [Fact]
    public void A_holiday_inside_a_closure_keeps_its_name()
    {
        var china = CalendarShelf.BuiltIn.OfCountry("CN");
        Assert.Equal("National Day", china.DaysOff[new(2026, 10, 1)]);
        Assert.Equal("Golden Week", china.DaysOff[new(2026, 10, 6)]);
    }

    [Fact]
    public void A_country_without_rules_has_its_weekly_day_off_alone()
    {
        var peru = CalendarShelf.BuiltIn.OfCountry("PE");
        Assert.Empty(peru.DaysOff);
        Assert.Equal(new DateOnly(2026, 12, 28), peru.NextWorkingDay(new(2026, 12, 27)));
    }

    [Theory]
    [InlineData("BD", DayOfWeek.Friday)]
    [InlineData("VN", DayOfWeek.Sunday)]
    [InlineData("PT", DayOfWeek.Saturday, DayOfWeek.Sunday)]
    public void The_weekly_day_off_is_the_countrys(string country, params DayOfWeek[] days) =>
        Assert.Equal(days.Order(), CalendarShelf.BuiltIn.OfCountry(country).WeeklyDaysOff.Order());

    [Fact]
    public void Outside_the_known_years_only_weekly_days_off_count()
    {
        Assert.True(CalendarShelf.BuiltIn.OfCountry("US").IsWorkingDay(new(2041, 7, 4)));
        Assert.False(CalendarShelf.BuiltIn.OfCountry("US").IsWorkingDay(new(2041, 7, 6)));
    }

    // Of two holidays that meet, the lists may give back the other one's Sunday first.
    private static bool IsNamed(string listed, string name) =>
        name.Contains("(observed)") ? listed.Contains("(observed)") : listed.Contains(ListedAs.GetValueOrDefault(name, name), StringComparison.Ordinal);

    private static bool IsWholeDayOfItsOwn(string name) =>
        !name.Contains("(observed)") && !name.Contains("substituted") && !name.Contains("from 1pm") && !NamedAlike.Contains(name);

    private static SortedDictionary<DateOnly, string> Read(string country)
    {
        using var json = JsonDocument.Parse(SharedData.Read($"data/holidays/{country}_COMMON.json"));
        return new(json.RootElement.EnumerateObject().ToDictionary(
            entry => DateOnly.ParseExact(entry.Name, "yyyy-MM-dd"), entry => entry.Value.GetString()!));
    }
}
