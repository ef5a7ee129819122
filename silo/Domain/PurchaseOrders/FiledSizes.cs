namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What a file says of the sizes of a line that is known.</summary>
internal static class FiledSizes
{
    /// <summary>In which sequence a file has its rows says nothing, nor does a quantity alone to which the known sizes add up: the same sizes stay in theirs.</summary>
    public static OrderLine AsKept(OrderLine line, PurchaseOrderState order) =>
        order.Line(line.Number) is { Order.Sizes: var known }
        && (line.Sizes.IsEmpty ? known.Sum(s => s.Quantity) == line.Quantity : line.Sizes.Length == known.Length && known.ToHashSet().SetEquals(line.Sizes))
            ? line with { Sizes = known }
            : line;

    /// <summary>A line that comes by size is as many as these are: what was left out would be ordered no more, and nobody said so.</summary>
    public static Refusal? Refuse(OrderSheet sheet, PurchaseOrderState order)
    {
        for (var i = 0; i < sheet.Lines.Length; i++)
        {
            var line = sheet.Lines[i];
            if (order.Line(line.Number) is not { Order.Sizes: { IsEmpty: false } known })
                continue;
            if (line.Sizes.IsEmpty)
                return new Refusal(
                    "sizes-left-out", $"/lines/{i}/quantity", $"Line {line.Number} is known by size, {string.Join(", ", known.Select(s => $"{s.Size} {s.Quantity}"))}, which is not {line.Quantity}: name the quantity of each size.");
            string[] left = [.. known.Select(s => s.Size).Except(line.Sizes.Select(s => s.Size), StringComparer.Ordinal)];
            if (left.Length > 0)
                return new Refusal(
                    "sizes-left-out", $"/lines/{i}/size", $"Line {line.Number} is known by size, and {string.Join(", ", left)} {(left.Length == 1 ? "is" : "are")} left out: name all sizes. A size is taken out of an order by revising it.");
        }

        return null;
    }
}
