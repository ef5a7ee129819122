
namespace Selvedge.Gateway.Partners;

/// <summary>
/// Instants and days exactly as RFC 3339 writes them. The framework's own readers also take what has no offset,
/// and then guess: a guessed time zone moves a date.
/// </summary>
internal static class Rfc3339
{
    /// <summary>In UTC, cut to microseconds, which is what the journal counts revisions in.</summary>
    public static bool TryReadInstant(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        // 2026-11-20T09:14:00 and at least Z behind it
        if (text.Length is < 20 or > 40 || !TryReadDay(text[..10], out var day) || (text[10] | 0x20) != 't'
            || !TwoDigits(text[11..], out var hour) || text[13] != ':' || !TwoDigits(text[14..], out var minute)
            || text[16] != ':' || !TwoDigits(text[17..], out var second) || hour > 23 || minute > 59 || second > 59)
            return false;

        var rest = text[19..];
        long microseconds = 0;
        if (rest[0] == '.')
        {
            var digits = 0;
            while (digits + 1 < rest.Length && rest[digits + 1] is >= (byte)'0' and <= (byte)'9')
                digits++;
            if (digits == 0)
                return false;
            for (var i = 1; i <= 6; i++)
                microseconds = microseconds * 10 + (i <= digits ? rest[i] - '0' : 0);
            rest = rest[(digits + 1)..];
        }

        if (!TryReadOffset(rest, out var offsetMinutes))
            return false;
        var local = day.ToDateTime(new TimeOnly(hour, minute, second), DateTimeKind.Utc).Ticks;
        var utc = local + microseconds * TimeSpan.TicksPerMicrosecond - offsetMinutes * TimeSpan.TicksPerMinute;
        if (utc < 0 || utc > DateTimeOffset.MaxValue.Ticks)
            return false;
        instant = new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }

    /// <summary>False also for days that no calendar has, such as 2026-02-30.</summary>
    public static bool TryReadDay(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || !TwoDigits(text, out var century) || !TwoDigits(text[2..], out var ofCentury)
            || !TwoDigits(text[5..], out var month) || !TwoDigits(text[8..], out var dayOfMonth))
            return false;
        var year = century * 100 + ofCentury;
        if (year == 0 || month is 0 or > 12 || dayOfMonth == 0 || dayOfMonth > DateTime.DaysInMonth(year, month))
            return false;
        day = new DateOnly(year, month, dayOfMonth);
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
            return (text[0] | 0x20) == 'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !TwoDigits(text[1..], out var hours) || !TwoDigits(text[4..], out var rest) || hours > 23 || rest > 59)
            return false;
        minutes = (text[0] == '-' ? -1 : 1) * (hours * 60 + rest);
        return true;
    }

    private static bool TwoDigits(ReadOnlySpan<byte> text, out int value)
    {
        var (tens, ones) = (text[0] - '0', text[1] - '0');
        value = tens * 10 + ones;
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9;
    }
}
