using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Calendars;

/// <summary>
/// The open orders whose vendors go by working calendars, parted by whether one person sees them. Who amends days sees all of
/// these: nobody moves lines of which they are told nothing. Orders whose brand alone has its office in that country are not
/// among them: its own days off move them too.
/// </summary>
/// <param name="Seen">Those that the person sees.</param>
/// <param name="Unseen">How many others there are.</param>
internal sealed record CalendarReach(ImmutableArray<PurchaseOrderRow> Seen, int Unseen)
{
    public static CalendarReach Of(string key, Rows rows, Rights rights) => Of([key], rows, rights);

    public static CalendarReach Of(IEnumerable<string> keys, Rows rows, Rights rights)
    {
        var vendors = keys.SelectMany(key => CalendarKeys.VendorOf(key) is { } own ? [own] : rows.Vendors.Where(v => v.Row.Country == key).Select(v => v.Row.Code))
            .ToHashSet(StringComparer.Ordinal);
        if (vendors.Count == 0)
            return new CalendarReach([], 0);
        var sight = new Sight(rows, rights);
        var reached = rows.PurchaseOrders.Select(o => o.Row).Where(o => o.Open && vendors.Contains(o.Vendor)).ToLookup(sight.Sees);
        return new CalendarReach([.. reached[true]], reached[false].Count());
    }

    /// <summary>Why the person may not amend them; null where they may.</summary>
    public Fault? RefuseAmending(Rights rights) =>
        !rights.MayAmend ? new Fault("not-allowed", "Working calendars are a supervisor's.")
        : Unseen > 0 ? new Fault("not-allowed", $"These days are also those of {Unseen} open {(Unseen == 1 ? "order" : "orders")} that you do not see: whoever sees all of them can amend them.")
        : null;
}
