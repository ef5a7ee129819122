using System.Collections.Immutable;
using Selvedge.Domain.Vendors;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Imports;

/// <summary>
/// One vendor per code; where the file has none, per name and country. Under <c>merge</c> several listings of one vendor
/// are one when their addresses agree: their brands are joined, and the first listing gives the rest.
/// </summary>
internal sealed class VendorGatherer(RowReader reader, Mapping mapping, Rights rights) : IGatherer
{
    private readonly RowGroups<VendorSheet> groups = new(reader, mapping.Fields.ContainsKey("code") ? "code" : "name");

    public void Gather()
    {
        var (name, country) = (reader.Text("name"), reader.Country("country"));
        var code = mapping.Fields.ContainsKey("code")
            ? reader.Text("code")?.ToUpperInvariant()
            : name is not null && country is not null ? VendorCodes.Of(country, name) : null;
        var (city, address, productType) = (reader.Text("city"), reader.Text("address"), reader.Text("productType"));
        var (workers, brand) = (reader.Count("workers", 0), reader.Text("brand"));
        if (code is null)
            reader.RefuseAsMissing("code", "a code");
        if (!reader.RowIsBad && !(rights.MaySeeVendor(code!) && (brand is null || rights.MaySeeBrand(brand))))
            reader.RefuseAsNotAllowed("brand", brand);
        groups.Add(code, reader.RowIsBad ? null : new VendorSheet(
            code!, name!, country!, city, address, productType, workers, brand is null ? [] : [brand]));
    }

    public ImmutableArray<PlannedSheet> Sheets() => [.. groups.Whole().Select(g => Sheet(g.Key, g.Rows)).OfType<PlannedSheet>()];

    private PlannedSheet.Vendor? Sheet(string key, List<Draft<VendorSheet>> rows)
    {
        var distinct = groups.WithoutRepeats(rows);
        var first = distinct[0];
        if (distinct.Count > 1 && Disagreement(distinct) is { } two)
        {
            groups.Refuse(key, rows, two.Later.Row, reader.ColumnOf("address"), two.Later.Said!.Address, "duplicate",
                mapping.Duplicates == "refuse"
                    ? $"one row per vendor; row {two.Earlier.Row} is of the same"
                    : $"the address of row {two.Earlier.Row}, which has the same name and country: '{two.Earlier.Said!.Address}'");
            return null;
        }

        foreach (var merged in distinct.Skip(1))
            reader.Issues.Add(Issue.Noted(
                merged.Row, reader.ColumnOf("name"), merged.Said!.Name, "merged",
                $"the vendor of row {first.Row}, listed again: brands are joined, the rest is that row's"));
        ImmutableArray<string> brands = [.. distinct.SelectMany(r => r.Said!.Brands).Distinct().Order(StringComparer.Ordinal)];
        return new PlannedSheet.Vendor(first.Said! with { Brands = brands }, [.. rows.Select(r => r.Row)]);
    }

    /// <summary>Two listings that may not be taken for one; null when all may.</summary>
    private (Draft<VendorSheet> Earlier, Draft<VendorSheet> Later)? Disagreement(List<Draft<VendorSheet>> listings)
    {
        if (mapping.Duplicates == "refuse")
            return (listings[0], listings[1]);
        // All agree with each other when all agree with the one that says most.
        var fullest = listings.MaxBy(l => VendorCodes.Folded(l.Said!.Address ?? "").Length)!;
        if (listings.Find(l => !IsSamePlace(l.Said!, fullest.Said!)) is not { } other)
            return null;
        return other.Row < fullest.Row ? (other, fullest) : (fullest, other);
    }

    // A longer address adds the district to the shorter one; anything else may be another gate of the same company.
    private static bool IsSamePlace(VendorSheet one, VendorSheet fuller)
    {
        var (part, whole) = (VendorCodes.Folded(one.Address ?? ""), VendorCodes.Folded(fuller.Address ?? ""));
        return one.Country == fuller.Country && VendorCodes.Folded(one.Name) == VendorCodes.Folded(fuller.Name)
            && (part.Length > 0 || whole.Length == 0) && whole.StartsWith(part, StringComparison.Ordinal);
    }
}
