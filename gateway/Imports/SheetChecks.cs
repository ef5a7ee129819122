using Selvedge.Domain;

namespace Selvedge.Gateway.Imports;

/// <summary>Checks that every kind of sheet shares.</summary>
internal static class SheetChecks
{
    /// <summary>The category, or null after refusing the row.</summary>
    public static string? Category(this RowReader reader)
    {
        if (reader.Text("category") is not { } category)
            return null;
        if (Categories.All.Contains(category))
            return category;
        reader.Refuse(reader.ColumnOf("category"), category, "unknown-category", $"one of: {string.Join(", ", Categories.All)}");
        return null;
    }

    /// <summary>An ISO 3166 alpha-2 code, or null; refuses the row for anything else.</summary>
    public static string? Country(this RowReader reader, string field)
    {
        if (reader.Text(field) is not { } country)
            return null;
        if (country is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            return country;
        reader.Refuse(reader.ColumnOf(field), country, "unknown-country", "a country's two letters, such as VN");
        return null;
    }

    // What somebody may not see must not differ from what they mistyped more than the code says.
    public static void RefuseAsNotAllowed(this RowReader reader, string field, string? value) =>
        reader.Refuse(reader.ColumnOf(field), value, "not-allowed", "a brand, category and vendor that you may see");
}
