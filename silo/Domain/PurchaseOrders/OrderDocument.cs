using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orleans;
using Selvedge.Domain.Milestones;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>One version of an order as the vendor gets it. Never changes once it was issued.</summary>
/// <param name="Lines">Those that are wanted; their ex-factory is the day committed to.</param>
[GenerateSerializer, Immutable, Alias("order-document")]
public sealed record OrderDocument(
    string Number, int Version, string Brand, string Category, string Season, string Vendor, string? Incoterm, string? ShipMode,
    string? Parent, ImmutableArray<DocumentLine> Lines)
{
    /// <summary>The order as it stands, as version <paramref name="version"/>.</summary>
    /// <param name="styles">Of lines that have not heard of theirs yet; null for what has gone out.</param>
    public static OrderDocument Of(PurchaseOrderState order, int version, ImmutableArray<StyleDates>? styles = null)
    {
        var header = order.Placed!;
        return new OrderDocument(
            header.Number, version, header.Brand, header.Category, header.Season, header.Vendor, header.Incoterm, header.ShipMode,
            header.Parent, [.. order.Lines.Where(l => !l.IsCancelled).Select(line => DocumentLine.Of(line, styles))]);
    }

    /// <summary>SHA-256 of all that it says, in lower-case hexadecimal: who compares it knows whether two copies say the same.</summary>
    public string ContentHash()
    {
        var said = new StringBuilder();
        Say(Number, Version, Brand, Category, Season, Vendor, Incoterm, ShipMode, Parent);
        foreach (var line in Lines)
        {
            Say(line.Number, line.Style, line.Description, line.Colour, line.Quantity, line.ExFactory, line.Cancel, Plain(line.Price), line.Currency);
            // Said only where there is one: so what was hashed without still hashes alike.
            if (line.ShipMode is { } mode)
                Say("ship mode", mode);
            if (line.Profile is { } profile)
                Say("profile", profile);
            foreach (var (size, quantity) in line.Sizes)
                Say(size, quantity);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())));

        // One line each; lengths keep values apart, and nothing from an empty text.
        void Say(params ReadOnlySpan<object?> values)
        {
            foreach (var value in values)
            {
                var text = value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture);
                said.Append(CultureInfo.InvariantCulture, $"{(value is null ? -1 : text!.Length)}:{text};");
            }

            said.Append('\n');
        }

        // 12.50 and 12.5 are one price.
        static string? Plain(decimal? price) => price?.ToString("0.############################", CultureInfo.InvariantCulture);
    }
}

/// <param name="Profile">Version of its style's adopted profile by which it is to be made; null where the style was not adopted.</param>
[GenerateSerializer, Immutable, Alias("document-line")]
public sealed record DocumentLine(
    int Number, string? Style, string Description, string Colour, int Quantity, ImmutableArray<SizeQuantity> Sizes,
    DateOnly? ExFactory, DateOnly? Cancel, decimal? Price, string? Currency, string? ShipMode = null, int? Profile = null)
{
    internal static DocumentLine Of(LineState line, ImmutableArray<StyleDates>? styles) => new(
        line.Order.Number, line.Order.Style, line.Order.Description, line.Order.Colour, line.Order.Quantity, line.Order.Sizes,
        line.Committed, line.Order.Cancel, line.Order.Price, line.Order.Currency, line.Order.ShipMode,
        (styles is not { } known ? line.Profile.Issued : (line.Timeline?.HandedOver ?? known.FirstOrDefault(style => style.Style == line.Order.Style))?.Profile) is > 0 and var profile ? profile : null);
}

/// <summary>What of an order a change touches.</summary>
public enum Aspect
{
    Season,
    Incoterm,
    ShipMode,
    Vendor,
    Line,
    Style,
    Description,
    Colour,
    Quantity,
    ExFactory,
    Cancel,
    Price,

    /// <summary>Version of the style's adopted profile.</summary>
    Profile,
}

/// <summary>One thing that is otherwise than in the version before.</summary>
/// <param name="Line">Null for the whole order.</param>
/// <param name="Size">Of a quantity, where the line is ordered by size.</param>
/// <param name="From">As it was, in words; null where it was not there.</param>
/// <param name="To">As it is; null where it is there no more.</param>
[GenerateSerializer, Immutable, Alias("difference")]
public sealed record Difference(Aspect Aspect, int? Line, string? Colour, string? Size, string? From, string? To)
{
    /// <summary>Days, numbers and texts read alike in both: what differs in words differs.</summary>
    public static ImmutableArray<Difference> Between(OrderDocument before, OrderDocument after)
    {
        var found = ImmutableArray.CreateBuilder<Difference>();
        Header(Aspect.Season, before.Season, after.Season);
        Header(Aspect.Vendor, before.Vendor, after.Vendor);
        Header(Aspect.Incoterm, before.Incoterm, after.Incoterm);
        Header(Aspect.ShipMode, before.ShipMode, after.ShipMode);
        foreach (var line in before.Lines)
            if (after.Lines.FirstOrDefault(l => l.Number == line.Number) is { } now)
                OfLine(line, now, found);
            else
                found.Add(new Difference(Aspect.Line, line.Number, line.Colour, null, Said(line), null));
        foreach (var line in after.Lines)
            if (!before.Lines.Any(l => l.Number == line.Number))
                found.Add(new Difference(Aspect.Line, line.Number, line.Colour, null, null, Said(line)));
        return found.ToImmutable();

        void Header(Aspect aspect, string? from, string? to)
        {
            if (from != to)
                found.Add(new Difference(aspect, null, null, null, from, to));
        }
    }

    private static void OfLine(DocumentLine before, DocumentLine after, ImmutableArray<Difference>.Builder found)
    {
        Add(Aspect.Style, null, before.Style, after.Style);
        Add(Aspect.Description, null, before.Description, after.Description);
        Add(Aspect.Colour, null, before.Colour, after.Colour);
        if (before.Sizes.IsEmpty || after.Sizes.IsEmpty)
            Add(Aspect.Quantity, null, $"{before.Quantity}", $"{after.Quantity}");
        else
            foreach (var size in before.Sizes.Concat(after.Sizes).Select(s => s.Size).Distinct())
                Add(Aspect.Quantity, size, Of(before.Sizes, size), Of(after.Sizes, size));
        Add(Aspect.ExFactory, null, Day(before.ExFactory), Day(after.ExFactory));
        Add(Aspect.Cancel, null, Day(before.Cancel), Day(after.Cancel));
        Add(Aspect.Price, null, Money(before), Money(after));
        Add(Aspect.ShipMode, null, before.ShipMode, after.ShipMode);
        Add(Aspect.Profile, null, before.Profile?.ToString(CultureInfo.InvariantCulture), after.Profile?.ToString(CultureInfo.InvariantCulture));

        void Add(Aspect aspect, string? size, string? from, string? to)
        {
            if (from != to)
                found.Add(new Difference(aspect, after.Number, after.Colour, size, from, to));
        }
    }

    private static string? Of(ImmutableArray<SizeQuantity> sizes, string size) => sizes.FirstOrDefault(s => s.Size == size) is { } one ? $"{one.Quantity}" : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd");

    // 12.50 and 12.5 are one price.
    private static string? Money(DocumentLine line) => line.Price is { } price ? $"{price:0.00##} {line.Currency}" : null;

    private static string Said(DocumentLine line) => $"{line.Quantity} {line.Style ?? line.Description} {line.Colour}".Replace("  ", " ", StringComparison.Ordinal).Trim();
}
