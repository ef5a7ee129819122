using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.OrderLife;

/// <summary>Checks what an act names beside its own order. Unknown and forbidden are told alike.</summary>
internal sealed class OrderReferences(Rows rows, Rights rights)
{
    private readonly Sight sight = new(rows, rights);

    /// <summary>Null when all that it names is there.</summary>
    public Fault? Refuse(OrderAct act)
    {
        var (vendor, lines) = act switch
        {
            { Draft: { } draft } => (draft.Vendor, draft.Lines),
            { Amend: { } amend } => (amend.Vendor, amend.Lines),
            { Revise: { } revision } => (null, revision.Changes.Lines),
            { ProposeChange: { } wish } => (null, wish.Changes.Lines),
            _ => (null, ImmutableArray<LineChange>.Empty),
        };
        if (vendor is not null && !(rows.TryGetVendor(vendor, out _) && sight.SeesVendor(vendor)))
            return Fault.At("/vendor", "unknown-vendor", $"There is no vendor {vendor}.");
        if (act.Draft?.Parent is { } parent && !sight.SeesOrder(parent))
            return Fault.At("/parent", "unknown-purchase-order", $"There is no purchase order {parent}.");
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].Style is { } style && !sight.SeesStyle(style))
                return Fault.At($"/lines/{i}/style", "unknown-style", $"There is no style {style}.");
        return null;
    }
}
