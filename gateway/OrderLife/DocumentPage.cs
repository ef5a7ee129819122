using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.OrderLife;

/// <summary>One version of an order on paper: A4, black on white. All that people wrote is escaped.</summary>
internal static class DocumentPage
{
    private const string Style =
        """
        @page { size: A4; margin: 16mm 14mm 18mm; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 190mm; padding: 10mm 0; color: #15181d; background: #fff; font: 10pt/1.45 "Inter Variable", system-ui, "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; }
        header { display: flex; justify-content: space-between; align-items: flex-end; gap: 8mm; border-bottom: 1.5pt solid #15181d; padding-bottom: 3mm; }
        h1 { margin: 0; font-size: 17pt; line-height: 1.2; font-weight: 600; overflow-wrap: anywhere; }
        h2 { margin: 7mm 0 2mm; font-size: 10pt; font-weight: 600; }
        small, dt { color: #51545d; font-size: 8.5pt; }
        header div:last-child { text-align: right; white-space: nowrap; }
        dl { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 3mm 5mm; margin: 4mm 0 0; }
        dd { margin: 0; overflow-wrap: anywhere; }
        table { width: 100%; border-collapse: collapse; margin-top: 6mm; }
        th { text-align: left; font-size: 8.5pt; font-weight: 500; color: #51545d; border-bottom: .75pt solid #b7bdc8; padding: 0 2mm 1mm 0; }
        td { vertical-align: top; border-bottom: .5pt solid #dde1e7; padding: 2mm 2mm 2mm 0; overflow-wrap: break-word; }
        .n { text-align: right; white-space: nowrap; }
        tr { break-inside: avoid; }
        tfoot td { border: 0; font-weight: 600; }
        .stamp { margin-top: 4mm; border: .75pt solid #15181d; padding: 2mm 3mm; font-weight: 600; }
        ul { margin: 0; padding-left: 5mm; }
        footer { margin-top: 9mm; border-top: .5pt solid #dde1e7; padding-top: 2mm; color: #51545d; font-size: 8pt; overflow-wrap: anywhere; }
        @media print { body { padding: 0; } }
        @media screen and (max-width: 200mm) { body { padding: 5mm; } dl { grid-template-columns: repeat(2, minmax(0, 1fr)); } table { font-size: 9pt; } }
        """;

    public static string Of(IssuedVersion issued, PurchaseOrderRow order, Rows rows, Rights rights)
    {
        var (document, page) = (issued.Document, new HtmlContentBuilder());
        rows.TryGetVendor(document.Vendor, out var vendor);
        page.AppendFormat("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta name=\"viewport\" content=\"width=device-width\"><title>{0} version {1}</title>", document.Number, issued.Version)
            .AppendHtml("<style>").AppendHtml(Style).AppendHtml("</style></head><body>")
            .AppendFormat("<header><div><small>Purchase order</small><h1>{0}</h1></div><div>Version {1}<br><small>issued {2} by {3}</small></div></header>",
                document.Number, issued.Version, issued.IssuedAt.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture), rows.PersonName(issued.IssuedBy));
        Stamp(page, issued, order);

        page.AppendHtml("<dl>");
        Term("Buyer", document.Brand);
        Term("Vendor", vendor is { Row: var known } ? $"{known.Name}, {string.Join(", ", new[] { known.Address, known.City, known.Country }.OfType<string>())}" : document.Vendor);
        Term("Vendor code", document.Vendor);
        Term("Season", document.Season);
        Term("Category", document.Category);
        Term("Terms", document.Incoterm);
        Term("Shipped by", document.ShipMode);
        Term("Repeats", document.Parent);
        page.AppendHtml("</dl>");
        Lines(page, document, rows, rights);
        Changes(page, issued);
        page.AppendFormat("<footer>{0} version {1}. Content SHA-256 {2}</footer></body></html>", document.Number, issued.Version, issued.Hash);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        page.WriteTo(text, HtmlEncoder.Default);
        return text.ToString();

        void Term(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                page.AppendFormat("<div><dt>{0}</dt><dd>{1}</dd></div>", name, value);
        }
    }

    // Whoever holds an old copy must not take it for the present one.
    private static void Stamp(HtmlContentBuilder page, IssuedVersion issued, PurchaseOrderRow order)
    {
        var said = order.Phase == Phase.Cancelled ? "This order has been cancelled."
            : issued.Version < issued.Current ? $"Superseded: version {issued.Current} is the present one."
            : order.IsHeld ? "This order is on hold."
            : null;
        if (said is not null)
            page.AppendFormat("<p class=\"stamp\">{0}</p>", said);
    }

    private static void Lines(HtmlContentBuilder page, OrderDocument document, Rows rows, Rights rights)
    {
        var (shows, priced) = (rights.MaySeeField("quantity"), rights.MaySeeField("price") && document.Lines.Any(l => l.Price is not null));
        var dated = rights.MaySeeField("exFactory");
        page.AppendHtml("<table><thead><tr><th>Line</th><th>Style</th><th>Colour</th>")
            .AppendHtml(shows ? "<th>Sizes</th><th class=\"n\">Quantity</th>" : "")
            .AppendHtml(dated ? "<th class=\"n\">Ex-factory</th>" : "")
            .AppendHtml(rights.MaySeeField("cancel") ? "<th class=\"n\">Cancel</th>" : "")
            .AppendHtml(priced ? "<th class=\"n\">Price</th>" : "").AppendHtml(priced && shows ? "<th class=\"n\">Amount</th>" : "").AppendHtml("</tr></thead><tbody>");
        foreach (var line in document.Lines)
        {
            var name = line.Style is { } number && rows.TryGetStyle(number, out var style) ? style.Row.Name : line.Description;
            page.AppendFormat("<tr><td>{0}</td><td>{1} <small>{2}</small></td><td>{3} <small>{4}</small></td>", line.Number, name,
                string.Join(", ", new[] { line.Style, line.Profile is { } profile ? $"as adopted, version {profile}" : null }.OfType<string>()), line.Colour, line.ShipMode is { } mode ? $"by {mode}" : "");
            if (shows)
                page.AppendFormat("<td>{0}</td><td class=\"n\">{1}</td>", rights.MaySeeField("sizes") ? string.Join(", ", line.Sizes.Select(s => $"{s.Size}: {Number(s.Quantity)}")) : "", Number(line.Quantity));
            if (dated)
                page.AppendFormat("<td class=\"n\">{0}</td>", Day(line.ExFactory));
            if (rights.MaySeeField("cancel"))
                page.AppendFormat("<td class=\"n\">{0}</td>", Day(line.Cancel));
            if (priced)
                page.AppendFormat("<td class=\"n\">{0}</td>", Money(line.Price, line.Currency));
            if (priced && shows)
                page.AppendFormat("<td class=\"n\">{0}</td>", Money(line.Price * line.Quantity, line.Currency));
            page.AppendHtml("</tr>");
        }

        page.AppendHtml("</tbody>");
        if (shows)
        {
            page.AppendFormat("<tfoot><tr><td colspan=\"4\">Total</td><td class=\"n\">{0}</td>", Number(document.Lines.Sum(l => (long)l.Quantity)))
                .AppendHtml(dated ? "<td></td>" : "")
                .AppendHtml(rights.MaySeeField("cancel") ? "<td></td>" : "");
            if (priced)
                page.AppendFormat("<td colspan=\"2\" class=\"n\">{0}</td>", string.Join(" + ", document.Lines.Where(l => l.Price is not null)
                    .GroupBy(l => l.Currency, (currency, lines) => Money(lines.Sum(l => l.Price * l.Quantity), currency))));
            page.AppendHtml("</tr></tfoot>");
        }

        page.AppendHtml("</table>");
    }

    private static void Changes(HtmlContentBuilder page, IssuedVersion issued)
    {
        if (!issued.Changes.IsEmpty)
        {
            page.AppendFormat("<h2>Otherwise than in version {0}</h2><ul>", issued.Version - 1);
            foreach (var change in issued.Changes)
                page.AppendFormat("<li>{0}</li>", OrderLifeWords.Of(change));
            page.AppendHtml("</ul>");
        }

        if (!string.IsNullOrWhiteSpace(issued.Note))
            page.AppendFormat("<h2>Note</h2><p>{0}</p>", issued.Note);
    }

    private static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal? amount, string? currency) =>
        amount is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:N2} {currency}") : "";
}
