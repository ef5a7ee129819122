using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;

namespace Selvedge.Gateway.Security;

/// <summary>What of everything stored one person may see, as of the rows in memory. Made for one request; not thread-safe.</summary>
public sealed class Sight(Rows rows, Rights rights)
{
    private ILookup<string, string>? makers;

    public bool Sees(PurchaseOrderRow order) => rights.MaySee(order);

    public bool SeesStyle(string number) =>
        rows.TryGetStyle(number, out var style) && rights.MaySeeStyle(style.Row.Brand, style.Row.Category, MakersOf(number));

    public bool SeesApproval(ApprovalRow approval) => rights.MaySeeApproval(
        approval.Brand, approval.Category, approval.Vendor, approval.Subject.Style is { } style ? MakersOf(style) : []);

    public bool SeesVendor(string code) => rights.MaySeeVendor(code);

    /// <summary>Of a stream by kind and key; of other kinds nothing is shown. False for what is not stored, unless they see all.</summary>
    public bool Sees(string kind, string key) => kind switch
    {
        Kinds.PurchaseOrder => rights.SeesAll || rows.TryGetPurchaseOrder(key, out var order) && Sees(order.Row),
        Kinds.Style => rights.SeesAll || SeesStyle(key),
        Kinds.Vendor => SeesVendor(key),
        Kinds.Approval => rights.SeesAll || rows.TryGetApproval(key, out var approval) && SeesApproval(approval.Row),
        // What of it is public: more than that is published to nobody.
        Kinds.Conversation => ConversationSubject.Of(key) is var subject && Sees(subject.Kind, subject.Id),
        _ => false,
    };

    /// <summary>Vendors of the orders that name one style.</summary>
    public static ImmutableArray<string> MakersOf(string style, Rows rows) =>
    [
        .. rows.PurchaseOrders.Where(order => order.Row.IsIssued && order.Row.Lines.Any(line => line.Style == style))
            .Select(order => order.Row.Vendor).Distinct(),
    ];

    // Deferred: most people are not limited to vendors, and then nobody asks.
    private IEnumerable<string> MakersOf(string style)
    {
        makers ??= rows.PurchaseOrders.Where(order => order.Row.IsIssued)
            .SelectMany(order => order.Row.Lines, (order, line) => (line.Style, order.Row.Vendor))
            .Where(made => made.Style is not null)
            .ToLookup(made => made.Style!, made => made.Vendor);
        foreach (var maker in makers[style])
            yield return maker;
    }
}
