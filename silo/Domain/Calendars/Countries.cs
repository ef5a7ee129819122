using System.Collections.Immutable;

namespace Selvedge.Domain.Calendars;

/// <summary>What a calendar takes from its country: the main time zone and the weekly days off.</summary>
public static class Countries
{
    private static readonly ImmutableHashSet<DayOfWeek> Friday = [DayOfWeek.Friday];
    private static readonly ImmutableHashSet<DayOfWeek> Sunday = [DayOfWeek.Sunday];
    private static readonly ImmutableHashSet<DayOfWeek> Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The weekly days off of factories in the country, by ISO 3166 alpha-2 code; Sunday where nothing else is known.</summary>
    public static ImmutableHashSet<DayOfWeek> WeeklyDaysOff(string country) => country switch
    {
        "BD" => Friday,
        "IT" or "PT" or "US" or "DE" or "GB" or "NL" => Weekend,
        _ => Sunday,
    };

    /// <summary>The zone in which most of the country's garment factories stand; UTC for a country not listed.</summary>
    public static string TimeZone(string country) => country switch
    {
        "BD" => "Asia/Dhaka",
        "BG" => "Europe/Sofia",
        "CN" => "Asia/Shanghai",
        "DE" => "Europe/Berlin",
        "DO" => "America/Santo_Domingo",
        "EG" => "Africa/Cairo",
        "ES" => "Europe/Madrid",
        "ET" => "Africa/Addis_Ababa",
        "FR" => "Europe/Paris",
        "GB" => "Europe/London",
        "GT" => "America/Guatemala",
        "HK" => "Asia/Hong_Kong",
        "HN" => "America/Tegucigalpa",
        "HT" => "America/Port-au-Prince",
        "ID" => "Asia/Jakarta",
        "IN" => "Asia/Kolkata",
        "IT" => "Europe/Rome",
        "JO" => "Asia/Amman",
        "JP" => "Asia/Tokyo",
        "KE" => "Africa/Nairobi",
        "KH" => "Asia/Phnom_Penh",
        "KR" => "Asia/Seoul",
        "LK" => "Asia/Colombo",
        "MA" => "Africa/Casablanca",
        "MG" => "Indian/Antananarivo",
        "MM" => "Asia/Yangon",
        "MU" => "Indian/Mauritius",
        "MX" => "America/Mexico_City",
        "MY" => "Asia/Kuala_Lumpur",
        "NI" => "America/Managua",
        "NL" => "Europe/Amsterdam",
        "PH" => "Asia/Manila",
        "PK" => "Asia/Karachi",
        "PL" => "Europe/Warsaw",
        "PT" => "Europe/Lisbon",
        "RO" => "Europe/Bucharest",
        "SV" => "America/El_Salvador",
        "TH" => "Asia/Bangkok",
        "TN" => "Africa/Tunis",
        "TR" => "Europe/Istanbul",
        "TW" => "Asia/Taipei",
        "US" => "America/New_York",
        "VN" => "Asia/Ho_Chi_Minh",
        "ZA" => "Africa/Johannesburg",
        _ => "UTC",
    };
}
