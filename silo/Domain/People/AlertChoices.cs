using Orleans;
using Selvedge.Domain.Alerts;

namespace Selvedge.Domain.People;

/// <summary>How somebody wants to hear of alerts.</summary>
public enum AlertNotice
{
    /// <summary>A mail of its own, when it reaches them.</summary>
    AtOnce,

    /// <summary>With others, at eight in the morning.</summary>
    Digest,

    /// <summary>In the product alone.</summary>
    None,
}

/// <summary>Which chat takes messages at an address that it gave out.</summary>
public enum ChatForm
{
    Slack,
    Teams,
}

/// <summary>In which somebody is written to. Published vocabulary: only added to.</summary>
public enum Language
{
    En,
    Zh,
    Es,
    It,
}

/// <summary>Where and when somebody wants to hear of alerts. Quiet hours may pass midnight; none where they begin as they end.</summary>
/// <param name="Mail">Their address, which whoever asks has seen can be written to; null for none, and then no mail is sent.</param>
/// <param name="TimeZone">IANA, such as <c>Europe/Berlin</c>.</param>
/// <param name="QuietFromMinutes">After local midnight.</param>
/// <param name="QuietUntilMinutes">After local midnight.</param>
/// <param name="MailsADay">Budget: what goes beyond waits for the digest, but for what is loudest.</param>
/// <param name="Chat">Where what is told at once is told as well; null for nowhere.</param>
/// <param name="ChatUrl">Given out by the chat: whoever has it can write there. Null where there is no chat.</param>
/// <param name="Language">Of whatever is sent.</param>
[GenerateSerializer, Immutable, Alias("alert-choices")]
public sealed record AlertChoices(
    string? Mail, string TimeZone, int QuietFromMinutes, int QuietUntilMinutes, AlertNotice P1, AlertNotice P2, AlertNotice P3, int MailsADay,
    ChatForm? Chat = null, string? ChatUrl = null, Language Language = Language.En)
{
    public const int MinutesADay = 24 * 60;
    public const int MostMailsADay = 200;
    public const int LongestMail = 254;
    public const int LongestChatUrl = 1_000;

    private const int DigestMinutes = 8 * 60;

    /// <summary>What holds while somebody has not chosen: no address is known.</summary>
    public static AlertChoices Usual { get; } = new(null, "UTC", 20 * 60, 7 * 60, AlertNotice.AtOnce, AlertNotice.AtOnce, AlertNotice.Digest, 20);

    public AlertNotice For(Severity severity) => severity switch
    {
        Severity.P1 => P1,
        Severity.P2 => P2,
        _ => P3,
    };

    /// <summary>When a mail of its own goes out: the loudest at once, others not within quiet hours.</summary>
    public DateTimeOffset AtOnceFrom(Severity severity, DateTimeOffset now)
    {
        if (severity == Severity.P1 || QuietFromMinutes == QuietUntilMinutes)
            return now;
        var local = Local(now);
        var minute = local.Hour * 60 + local.Minute;
        var isQuiet = QuietFromMinutes < QuietUntilMinutes
            ? minute >= QuietFromMinutes && minute < QuietUntilMinutes
            : minute >= QuietFromMinutes || minute < QuietUntilMinutes;
        return isQuiet ? Next(now, QuietUntilMinutes) : now;
    }

    /// <summary>When the next digest goes out, later than now and not within quiet hours.</summary>
    public DateTimeOffset DigestAfter(DateTimeOffset now) => AtOnceFrom(Severity.P3, Next(now, DigestMinutes));

    /// <summary>When their day began: the budget is of one.</summary>
    public DateTimeOffset DayBegan(DateTimeOffset now) => InstantOf(Local(now).Date);

    /// <summary>Which day it is where they are.</summary>
    public DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(Local(now));

    /// <summary>When a day is over there.</summary>
    public DateTimeOffset EndOf(DateOnly day) => InstantOf(day.AddDays(1).ToDateTime(TimeOnly.MinValue));

    internal Refusal? Refuse() =>
        Mail is { Length: 0 or > LongestMail } ? new Refusal("impossible-mail", "/mail", $"Expected an address of at most {LongestMail} characters, or none.")
        : !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) || !zone.HasIanaId
            ? new Refusal("unknown-time-zone", "/timeZone", "Expected a time zone of the IANA database, such as Europe/Berlin.")
        : QuietFromMinutes is < 0 or >= MinutesADay ? new Refusal("out-of-range", "/quietFrom", "Expected a time of the day.")
        : QuietUntilMinutes is < 0 or >= MinutesADay ? new Refusal("out-of-range", "/quietUntil", "Expected a time of the day.")
        : Chat is not null && ChatUrl is null ? new Refusal("required", "/chatUrl", "Expected the address that the chat gave out for messages.")
        : Chat is null && ChatUrl is not null ? new Refusal("required", "/chat", "Expected which chat it is.")
        : ChatUrl?.Length > LongestChatUrl ? new Refusal("impossible-url", "/chatUrl", $"Expected at most {LongestChatUrl} characters.")
        : MailsADay is < 0 or > MostMailsADay ? new Refusal("out-of-range", "/mailsADay", $"Expected 0 to {MostMailsADay}.")
        : null;

    private DateTimeOffset Next(DateTimeOffset now, int minutes)
    {
        var day = Local(now).Date;
        var today = InstantOf(day.AddMinutes(minutes));
        return today > now ? today : InstantOf(day.AddDays(1).AddMinutes(minutes));
    }

    private DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;

    // A time that the clocks skip is taken to be as far after the skip.
    private DateTimeOffset InstantOf(DateTime local)
    {
        var at = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(at, Zone.GetUtcOffset(at)).ToUniversalTime();
    }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
