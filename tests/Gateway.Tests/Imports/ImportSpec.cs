using System.Text;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Gateway.Imports;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Tests.Imports;

/// <summary>Small files and mappings for the claims about imports.</summary>
public abstract class ImportSpec
{
    private protected const string Orders = """
        { "name": "t", "kind": "purchase-orders", "absent": ["TBC"], "fields": {
          "number": { "column": "PO" }, "brand": { "column": "Brand" }, "category": { "constant": "apparel" },
          "vendor": { "column": "Vendor" }, "line": { "column": "Line" }, "quantity": { "column": "Pieces", "thousands": "," },
          "exFactory": { "column": "Ex", "dates": ["d/M/yyyy", "M/d/yyyy"], "required": true } } }
        """;

    private protected const string Styles = """
        { "name": "t", "kind": "styles", "fields": {
          "number": { "column": "id" }, "name": { "column": "name" }, "brand": { "constant": "ACME" },
          "category": { "column": "cat", "words": { "Tops": "apparel", "Shoes": "footwear" } }, "colour": { "column": "colour" } } }
        """;

    private protected const string BySize = """
        { "name": "t", "kind": "purchase-orders", "fields": {
          "number": { "column": "PO" }, "brand": { "column": "Brand" }, "category": { "constant": "apparel" }, "vendor": { "column": "Vendor" },
          "line": { "column": "Line" }, "colour": { "column": "Colour" }, "size": { "column": "Size" }, "quantity": { "column": "Pieces" } } }
        """;

    private protected const string SizeHeader = "PO,Brand,Vendor,Line,Colour,Size,Pieces\n";
    private protected const string OrderHeader = "PO,Brand,Vendor,Line,Pieces,Ex\n";
    private protected const string StyleHeader = "id,name,cat,colour\n";

    private protected static ImportPlan Plan(string mapping, string file) => Plan(mapping, Encoding.UTF8.GetBytes(file));

    private protected static ImportPlan Plan(string mapping, byte[] file, Rights? rights = null)
    {
        var (plan, fault) = TryPlan(mapping, file, rights);
        Assert.True(plan is not null, fault?.Detail);
        return plan;
    }

    private protected static Fault Fault(string mapping, string file)
    {
        var (_, fault) = TryPlan(mapping, Encoding.UTF8.GetBytes(file), null);
        Assert.NotNull(fault);
        return fault;
    }

    private protected static Issue Refusal(ImportPlan plan, string problem) => Assert.Single(plan.Issues, i => i.IsRefusal && i.Problem == problem);

    private protected static OrderSheet[] OrdersOf(ImportPlan plan) => [.. plan.Sheets.Cast<PlannedSheet.Order>().Select(o => o.Sheet)];

    private protected static StyleSheet[] StylesOf(ImportPlan plan) => [.. plan.Sheets.Cast<PlannedSheet.Style>().Select(s => s.Sheet)];

    private protected static Rights OnlyBrand(string brand) => Rights.Of(new PersonSheet("p", "P", "assistant", "brand", [brand], [], [], []));

    private static (ImportPlan? Plan, Fault? Fault) TryPlan(string json, byte[] file, Rights? rights)
    {
        var (mapping, fault) = MappingCatalog.Find(json);
        Assert.True(mapping is not null, fault?.Detail);
        using var stream = new MemoryStream(file);
        return Planner.Plan(stream, mapping, rights ?? Rights.Everything, default);
    }
}
