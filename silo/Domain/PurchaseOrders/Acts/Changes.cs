using System.Collections.Immutable;
using Selvedge.Domain.Milestones;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>Applies what somebody wants otherwise, or says what is wrong with it.</summary>
internal static class Changes
{
    /// <summary>Of one order: whatever adds quantities up, of all its lines or sizes, does so within 32 bits.</summary>
    internal const int MostUnits = 1_000_000_000;

    private const int MostLines = 2_000;

    /// <summary>The lines as they then are; pointers lead into the change's own list.</summary>
    public static (ImmutableArray<OrderLine> Lines, Refusal? Refusal) Apply(
        ImmutableArray<OrderLine> lines, ImmutableArray<LineChange> changes, DateOnly today)
    {
        var altered = lines.ToBuilder();
        var seen = new HashSet<int>();
        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i];
            if (!seen.Add(change.Number))
                return No("line-twice", $"/lines/{i}/number", $"Line {change.Number} stands twice.");
            var at = IndexOf(altered, change.Number);
            var line = Alter(at < 0 ? new OrderLine(change.Number, null, "", "", 0, [], null, null, null) : altered[at], change);
            if (Refuse(line, $"/lines/{i}", today) is { } refusal)
                return ([], refusal);
            if (at < 0)
                altered.Add(line);
            else
                altered[at] = line;
        }

        if (altered.Count > MostLines)
            return No("too-many-lines", "/lines", $"Expected at most {MostLines} lines, found {altered.Count}.");
        return RefuseUnits(altered) is { } tooMany ? ([], tooMany) : (altered.ToImmutable(), null);

        static (ImmutableArray<OrderLine>, Refusal?) No(string code, string pointer, string detail) => ([], new Refusal(code, pointer, detail));
    }

    /// <param name="lines">All that the order then has.</param>
    public static Refusal? RefuseUnits(IEnumerable<OrderLine> lines) => lines.Sum(l => (long)l.Quantity) is var units and > MostUnits
        ? new Refusal("impossible-quantity", "/lines", $"Expected at most {MostUnits} units in all, found {units}.")
        : null;

    private static OrderLine Alter(OrderLine line, LineChange change) => line with
    {
        Style = change.Style ?? line.Style,
        Description = change.Description ?? line.Description,
        Colour = change.Colour ?? line.Colour,
        Sizes = change.Sizes ?? line.Sizes,
        Quantity = change.Quantity ?? (change.Sizes is { IsEmpty: false } sizes ? (int)Math.Min(int.MaxValue, sizes.Sum(s => (long)s.Quantity)) : line.Quantity),
        ExFactory = change.ExFactory ?? line.ExFactory,
        Cancel = change.Cancel ?? line.Cancel,
        Price = change.Price ?? line.Price,
        Currency = change.Currency ?? line.Currency,
        ShipMode = change.ShipMode is "" ? null : change.ShipMode ?? line.ShipMode,
    };

    private static Refusal? Refuse(OrderLine line, string at, DateOnly today)
    {
        if (line.Number < 1)
            return new Refusal("impossible-line", $"{at}/number", "Expected a line number from 1.");
        if (line.Style is null && line.Description.Length == 0)
            return new Refusal("required", $"{at}/style", $"Line {line.Number} names neither style nor description.");
        if (line.Quantity <= 0)
            return new Refusal("impossible-quantity", $"{at}/quantity", $"{line.Quantity} is no quantity: expected 1 or more.");
        if (line.Sizes.FirstOrDefault(s => s.Quantity <= 0) is { } none)
            return new Refusal("impossible-quantity", $"{at}/sizes", $"{none.Quantity} is no quantity of size {none.Size}: expected 1 or more.");
        if (line.Sizes.Select(s => s.Size).Distinct().Count() < line.Sizes.Length)
            return new Refusal("size-twice", $"{at}/sizes", "A size stands twice.");
        if (!line.Sizes.IsEmpty && line.Sizes.Sum(s => (long)s.Quantity) is var sum && sum != line.Quantity)
            return new Refusal("sizes-disagree", $"{at}/sizes", $"The sizes add up to {sum}, the quantity is {line.Quantity}.");
        if (line.Price <= 0)
            return new Refusal("impossible-price", $"{at}/price", $"{line.Price} is no price: expected more than 0.");
        if (line.Price is null != line.Currency is null)
            return new Refusal("required", line.Price is null ? $"{at}/price" : $"{at}/currency", "A price and its currency come together.");
        if (line.Currency is { } currency && !Currencies.IsPossible(currency))
            return Currencies.Refuse($"{at}/currency");
        return (line.ExFactory is { } leaves ? Reporting.RefuseFar(leaves, today, $"{at}/exFactory") : null)
            ?? (line.Cancel is { } cancel ? Reporting.RefuseFar(cancel, today, $"{at}/cancel") : null);
    }

    private static int IndexOf(ImmutableArray<OrderLine>.Builder lines, int number)
    {
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Number == number)
                return i;
        return -1;
    }
}
