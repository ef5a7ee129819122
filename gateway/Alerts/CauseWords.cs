using System.Globalization;
using System.Text.RegularExpressions;
using Selvedge.Gateway.Languages;

namespace Selvedge.Gateway.Alerts;

/// <summary>Why days were lost, in the reader's language. What is of no known form is said as it stands.</summary>
/// <remarks>
/// Causes are kept as English sentences in events, so they are read back rather than composed anew: those of years ago are said
/// like those of today.
/// </remarks>
internal static partial class CauseWords
{
    public static string Of(string english, Tongue says) =>
        Share().Match(english) is { Success: true } share && Own(share.Groups["what"].Value, says) is { } what
            ? share.Groups["reason"].Value is var reason && reason == "no reason given"
                ? says.N(Days(share), "{what}: {n} day by no reason given", "{what}: {n} days by no reason given", ("what", what))
                : says.N(Days(share), "{what}: {n} day by {reason}", "{what}: {n} days by {reason}", ("what", what), ("reason", says.Said(reason)))
            : Own(english, says) ?? Past(english, says) ?? Planned(english, says) ?? DaysOff(english, says) ?? Lying(english, says) ?? Whole(english, says) ?? says.Said(english);

    private static string? Own(string english, Tongue says)
    {
        if (Late().Match(english) is { Success: true } late)
            return late.Groups["expected"].Success
                ? says.N(Days(late), "{milestone} expected {n} day late", "{milestone} expected {n} days late", Milestone(late, says))
                : says.N(Days(late), "{milestone} {n} day late", "{milestone} {n} days late", Milestone(late, says));
        if (Overdue().Match(english) is not { Success: true } overdue)
            return null;
        return overdue.Groups["date"].Success
            ? says.N(
                Days(overdue), "{milestone} {n} day overdue, last expected {date}", "{milestone} {n} days overdue, last expected {date}", Milestone(overdue, says),
                ("date", says.T("{day} {month}", ("day", overdue.Groups["day"].Value), ("month", says.Said(overdue.Groups["month"].Value)))))
            : says.N(Days(overdue), "{milestone} {n} day overdue, nothing reported", "{milestone} {n} days overdue, nothing reported", Milestone(overdue, says));
    }

    private static string? Past(string english, Tongue says)
    {
        if (ByThePast().Match(english) is not { Success: true } past)
            return null;
        var days = Days(past);
        var takes = past.Groups["average"].Success ? says.N(days, "takes {n} day longer on average", "takes {n} days longer on average")
            : past.Groups["once"].Success ? says.N(days, "usually takes {n} day more once this late", "usually takes {n} days more once this late")
            : says.N(days, "usually takes {n} day longer", "usually takes {n} days longer");
        (string, string)[] of = [Milestone(past, says), ("takes", takes), ("outcomes", past.Groups["outcomes"].Value)];
        return past.Groups["own"].Success
            ? says.T("{milestone}: a vendor of this category {takes}, this one's own n={outcomes}", of)
            : says.T("{milestone}: the vendor {takes}, n={outcomes}", of);
    }

    private static string? Planned(string english, Tongue says)
    {
        if (Longer().Match(english) is { Success: true } longer)
            return says.N(Days(longer), "{milestone} needs {n} day more than its template plans", "{milestone} needs {n} days more than its template plans", Milestone(longer, says));
        return TooSoon().Match(english) is { Success: true } soon
            ? says.N(
                Days(soon), "{milestone} planned {n} day too soon after {before}: days off moved the plan", "{milestone} planned {n} days too soon after {before}: days off moved the plan",
                Milestone(soon, says), ("before", says.Milestone(soon.Groups["before"].Value)))
            : null;
    }

    private static string? DaysOff(string english, Tongue says) => Off().Match(english) is { Success: true } off
        ? says.N(
            Days(off), "{n} day off before {milestone}: {names}", "{n} days off before {milestone}: {names}", Milestone(off, says),
            ("names", string.Join(", ", off.Groups["names"].Value.Split(", ").Select(name => DayOff(name, says)))))
        : null;

    // One without a name of its own is said by its day of the week.
    private static string DayOff(string name, Tongue says) => Weekday().Match(name) is { Success: true } day
        ? says.T("{weekday} {day} {month}", ("weekday", says.Said(day.Groups["weekday"].Value)), ("day", day.Groups["day"].Value), ("month", says.Said(day.Groups["month"].Value)))
        : says.Said(name);

    private static string? Lying(string english, Tongue says)
    {
        if (Round().Match(english) is not { Success: true } round)
            return null;
        var status = round.Groups["status"].Value switch
        {
            "requested" => says.T("requested"),
            "confirmed" => says.T("confirmed"),
            "sent" => says.T("sent"),
            "received" => says.T("received"),
            _ => says.T("in review"),
        };
        (string, string)[] of = [("what", says.Said(round.Groups["what"].Value)), ("round", round.Groups["round"].Value), ("status", status)];
        return round.Groups["ours"].Success
            ? says.N(Days(round), "{what}, round {round}, {status}: {n} day overdue with us", "{what}, round {round}, {status}: {n} days overdue with us", of)
            : says.N(Days(round), "{what}, round {round}, {status}: {n} day overdue with the vendor", "{what}, round {round}, {status}: {n} days overdue with the vendor", of);
    }

    // What is of a whole order.
    private static string? Whole(string english, Tongue says) => english == "Forecast past its committed ex-factory" ? says.T("Forecast past its committed ex-factory")
        : Failed().Match(english) is { Success: true } failed
            ? says.T("{milestone} expected {date}: an inspection has failed", Milestone(failed, says), ("date", says.T("{day} {month}", ("day", failed.Groups["day"].Value), ("month", says.Said(failed.Groups["month"].Value)))))
        : Unanswered().Match(english) is { Success: true } asked ? says.T("The vendor has not answered version {version}", ("version", asked.Groups["version"].Value))
        : null;

    private static (string, string) Milestone(Match of, Tongue says) => ("milestone", says.Milestone(of.Groups["milestone"].Value));

    private static int Days(Match of) => int.Parse(of.Groups["n"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<what>.+): (?<n>\d{1,6}) days? by (?<reason>.+)$")]
    private static partial Regex Share();

    [GeneratedRegex(@"^(?<milestone>.+?) (?<expected>expected )?(?<n>\d{1,6}) days? late$")]
    private static partial Regex Late();

    [GeneratedRegex(@"^(?<milestone>.+?) (?<n>\d{1,6}) days? overdue, (?:nothing reported|last expected (?<date>(?<day>\d{1,2}) (?<month>[A-Z][a-z]{2})))$")]
    private static partial Regex Overdue();

    [GeneratedRegex(@"^(?<milestone>.+): (?:the vendor|(?<own>a vendor of this category)) (?:usually )?takes (?<n>\d{1,6}) days? (?:longer(?<average> on average)?|(?<once>more once this late)), (?:this one's own )?n=(?<outcomes>\d+)$")]
    private static partial Regex ByThePast();

    [GeneratedRegex(@"^(?<milestone>.+) needs (?<n>\d{1,6}) days? more than its template plans$")]
    private static partial Regex Longer();

    [GeneratedRegex(@"^(?<milestone>.+) planned (?<n>\d{1,6}) days? too soon after (?<before>.+): days off moved the plan$")]
    private static partial Regex TooSoon();

    [GeneratedRegex(@"^(?<n>\d{1,6}) days? off before (?<milestone>.+?): (?<names>.+)$")]
    private static partial Regex Off();

    [GeneratedRegex(@"^(?<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<day>\d{1,2}) (?<month>[A-Z][a-z]{2})$")]
    private static partial Regex Weekday();

    [GeneratedRegex(@"^(?<milestone>.+) expected (?<day>\d{1,2}) (?<month>[A-Z][a-z]{2}): an inspection has failed$")]
    private static partial Regex Failed();

    [GeneratedRegex(@"^(?<what>.+), round (?<round>\d+), (?<status>requested|confirmed|sent|received|in review): (?<n>\d{1,6}) days? overdue with (?:(?<ours>us)|the vendor)$")]
    private static partial Regex Round();

    [GeneratedRegex(@"^The vendor has not answered version (?<version>\d+)$")]
    private static partial Regex Unanswered();
}
