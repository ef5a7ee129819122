using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Selvedge.Domain.WorkQueues;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Languages;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.WorkQueues;

namespace Selvedge.Gateway.Alerts.Feeds;

/// <summary>
/// What somebody is to do, as a calendar (RFC 5545): a whole day for each milestone that comes next on a line or style, each
/// approval's decide-by, and each answer that is due. The same until what waits, or the day, changes.
/// </summary>
/// <param name="site">Where the product is reached: links begin with it.</param>
/// <param name="says">In their language.</param>
internal sealed class DueDates(Rows rows, CurrentPerson person, DateOnly today, Uri site, Tongue says)
{
    // What is beyond is far from anybody's mind, and calendars are fetched whole.
    private const int AheadDays = 120;
    private const int Most = 1_000;

    private static readonly WorkKind[] Dated = [WorkKind.Milestone, WorkKind.Approval, WorkKind.Answer, WorkKind.Profile];

    private readonly bool withVendor = person.Rights.MaySeeField("vendor") && person.Rights.MaySeeField("vendorName");
    private readonly bool withExpected = person.Rights.MaySeeField("expected") && person.Rights.MaySeeField("forecast");

    public string Write()
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Selvedge//Due dates//EN" };
        calendar.AddProperty("X-WR-CALNAME", $"Selvedge, {person.Name}");
        calendar.AddProperty("X-WR-CALDESC", says.T("What is due within {n} days, the earliest {most} of it", ("n", says.Number(AheadDays)), ("most", says.Number(Most))));
        calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        foreach (var work in new WorkGathering(rows, person, person, today, AheadDays).Gather()
            .Where(w => w.Duty == Duty.Do && Array.IndexOf(Dated, w.Kind) >= 0).OrderBy(w => w.Due).ThenBy(w => w.Id, StringComparer.Ordinal).Take(Most))
            calendar.Events.Add(EventOf(work.Show(rows, today, withUnits: false)));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private CalendarEvent EventOf(WorkItem item) => new()
    {
        Uid = $"{item.Id}@{site.Host}",
        // When this was published; by the day, so that what has not changed is the same.
        DtStamp = new CalDateTime(today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
        Start = new CalDateTime(item.Due),
        Summary = $"{says.Said(item.What)} · {SubjectOf(item)}",
        Description = string.Join('\n', new[]
        {
            string.Join(", ", new[] { item.StyleName, item.Colour }.Where(t => !string.IsNullOrEmpty(t))),
            withVendor ? item.VendorName : null,
            withExpected && item.Expected is { } expected && expected != item.Due ? says.T("Expected {day}", ("day", says.Day(expected))) : null,
        }.Where(t => !string.IsNullOrEmpty(t))),
        Url = new Uri(site, PathOf(item)),
        Categories = [Words.BrandName(item.Brand)],
        // A day on which something is due is not a day on which one is away.
        Transparency = Ical.Net.TransparencyType.Transparent,
    };

    private static string SubjectOf(WorkItem item) => item.PurchaseOrder is { } order ? item.Line is { } line ? $"{order}/{line}" : order : item.Style ?? "";

    private static string PathOf(WorkItem item) =>
        item.PurchaseOrder is { } order ? $"/pos/{Uri.EscapeDataString(order)}{(item.Line is { } line ? $"?line={line}" : "")}"
        : $"/styles/{Uri.EscapeDataString(item.Style ?? "")}";
}
