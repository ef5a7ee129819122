using System.Collections.Immutable;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Imports;
using Selvedge.Gateway.Security;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Imports;

/// <summary>The three real files through the planner. The numbers were counted from the files by other means.</summary>
public sealed class RealFiles
{
    private const string History = "scms-delivery-history/scms-2006-2012.csv";
    private const string Catalogue = "fashion-styles/styles.csv";
    private const string Factories = "factories/merged_adidas_nike.csv";

    [RealFileFact]
    public void The_delivery_history_is_4219_orders_of_6506_lines_and_no_row_is_refused()
    {
        var plan = Plan(History, "scms");

        Assert.Equal(6_506, plan.Lines);
        Assert.Equal(4_219, plan.Sheets.Length);
        Assert.Equal(6_506, Orders(plan).Sum(o => o.Lines.Length));
        Assert.Equal(61, Orders(plan).Select(o => o.Vendor).Distinct().Count());
        Assert.DoesNotContain(plan.Issues, i => i.IsRefusal);
        Assert.All(Orders(plan), o => Assert.Equal(("SCMS", "other", "DELIVERY"), (o.Brand, o.Category, o.Template)));
    }

    [RealFileFact]
    public void Words_where_dates_were_expected_are_counted_and_give_no_date()
    {
        var plan = Plan(History, "scms");

        Assert.Contains(new AbsentWord("PO Sent to Vendor Date", "N/A - From RDC", 3_739), plan.Absent);
        Assert.Contains(new AbsentWord("PO Sent to Vendor Date", "Date Not Captured", 271), plan.Absent);
        Assert.Contains(new AbsentWord("Vendor INCO Term", "N/A - From RDC", 3_739), plan.Absent);
        Assert.Contains(new AbsentWord("Shipment Mode", "N/A", 360), plan.Absent);
        var reports = Orders(plan).SelectMany(o => o.Past).ToLookup(r => r.Milestone);
        Assert.Equal(6_506 - 3_739 - 271, reports["D01"].Count());
        Assert.All(["D02", "D03", "D04"], code => Assert.Equal(6_506, reports[code].Count()));
    }

    [RealFileFact]
    public void Damage_in_a_column_that_is_not_taken_and_lines_that_stand_twice_are_noted()
    {
        var notes = Plan(History, "scms").Issues.ToLookup(i => i.Problem);

        var damaged = Assert.Single(notes["mojibake"]);
        Assert.Equal((953, "Manufacturing Site"), (damaged.Row, damaged.Column));
        Assert.Contains("Grønland", damaged.Expected, StringComparison.Ordinal);
        Assert.Equal([1522, 2137, 2579], notes["equal-lines"].Select(i => i.Row).Order());
    }

    [RealFileFact]
    public void A_day_that_was_recorded_later_keeps_both_days()
    {
        var order = Orders(Plan(History, "scms")).Single(o => o.Number == "SCMS-14050");

        Assert.Equal(16, order.Lines.Length);
        Assert.Equal([40, 30, 100, 500, 20, 10, 800, 800, 600, 3, 400, 100, 30, 300, 60, 1500], order.Lines.Select(l => l.Quantity));
        var late = order.Past.Single(r => r.Line == 8 && r.Milestone == "D02");
        Assert.Equal(new DateOnly(2007, 1, 24), late.Date);
        Assert.Equal(new DateTimeOffset(2008, 1, 24, 0, 0, 0, TimeSpan.Zero), late.UpdatedAt);
        Assert.Equal("recorded 2008-01-24", late.Note);
        Assert.Equal(new DateOnly(2008, 1, 24), order.Past.Single(r => r.Line == 8 && r.Milestone == "D04").Date);
    }

    [RealFileFact]
    public void Every_order_of_the_history_is_accepted_closed_and_a_second_time_changes_nothing()
    {
        var around = new Surroundings(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);
        foreach (var sheet in Orders(Plan(History, "scms")))
        {
            var first = PurchaseOrder.Decide(new PurchaseOrderCommand.Record(sheet, []), PurchaseOrder.Initial, around);
            Assert.Null(first.Refusal);
            var order = first.Events.Aggregate(PurchaseOrder.Initial, PurchaseOrder.Evolve);
            Assert.False(order.IsOpen, sheet.Number);
            Assert.Equal(Health.Done, order.Health);
            Assert.Null(PurchaseOrder.Due(order));
            var second = PurchaseOrder.Decide(new PurchaseOrderCommand.Record(sheet, []), order, around);
            Assert.Null(second.Refusal);
            Assert.Empty(second.Events);
        }
    }

    [RealFileFact]
    public void The_catalogue_is_44446_styles_of_which_2535_lie_outside_the_three_categories()
    {
        var plan = Plan(Catalogue, "fashion-styles");
        var styles = plan.Sheets.Cast<PlannedSheet.Style>().Select(s => s.Sheet).ToArray();

        Assert.Equal((44_446, 44_446), (plan.Lines, styles.Length));
        Assert.Empty(plan.Issues);
        var categories = styles.CountBy(s => s.Category).ToDictionary();
        Assert.Equal((21_400, 9_222, 11_289, 2_535), (categories["apparel"], categories["footwear"], categories["accessories"], categories["other"]));
        Assert.All(styles, s => Assert.Null(s.TargetExFactory));
    }

    [RealFileFact]
    public void Blank_seasons_and_the_literal_NA_say_nothing()
    {
        var plan = Plan(Catalogue, "fashion-styles");
        var styles = plan.Sheets.Cast<PlannedSheet.Style>().Select(s => s.Sheet).ToDictionary(s => s.Number);

        Assert.Contains(new AbsentWord("season", "", 21), plan.Absent);
        Assert.Contains(new AbsentWord("year", "", 1), plan.Absent);
        Assert.Contains(new AbsentWord("baseColour", "NA", 15), plan.Absent);
        Assert.Equal(15, styles.Values.Count(s => s.Colours.IsEmpty));
        Assert.Equal("", styles["53781"].Season);
        Assert.Equal(("Navy Blue Shirts", "Fall 2011"), (styles["15970"].Name, styles["15970"].Season));
    }

    [RealFileFact]
    public void Of_1017_factory_listings_18_are_9_factories_and_46_cannot_be_told_apart()
    {
        var plan = Plan(Factories, "factories");

        Assert.Equal(1_017, plan.Lines);
        Assert.Equal(962, plan.Sheets.Length);
        Assert.Equal(1_017 - 46, plan.Sheets.Sum(s => s.Rows.Length));
        var issues = plan.Issues.ToLookup(i => i.Problem);
        Assert.Equal(9, issues["merged"].Count());
        Assert.Equal(20, issues["duplicate"].Count());
        Assert.Equal(46, plan.Issues.Where(i => i.IsRefusal).Select(i => i.Row).Distinct().Count());
        Assert.All(issues["duplicate"], i => Assert.Equal("Address", i.Column));
    }

    [RealFileFact]
    public void The_42_listings_whose_letters_were_lost_are_named()
    {
        var lost = Plan(Factories, "factories").Issues.Where(i => i.Problem == "lost-letters").ToArray();

        Assert.Equal(42, lost.Length);
        Assert.All(lost, i => Assert.Equal("Province", i.Column));
        Assert.Equal([41, 53, 55], lost.Select(i => i.Row).Order().Take(3));
    }

    [RealFileFact]
    public void A_factory_listed_by_two_brands_has_both()
    {
        var vendors = Plan(Factories, "factories").Sheets.Cast<PlannedSheet.Vendor>().ToArray();

        var shared = vendors.Single(v => v.Sheet.Name == "VINH LONG FOOTWEAR CO LTD");
        Assert.Equal([555, 1016], shared.Rows.AsEnumerable());
        Assert.Equal(["Converse", "adidas"], shared.Sheet.Brands.AsEnumerable());
        Assert.Equal((VendorCodes.Of("VN", "Vinh Long Footwear Co., Ltd."), "VN", 9_181), (shared.Key, shared.Sheet.Country, shared.Sheet.Workers!.Value));
    }

    [RealFileTheory]
    [InlineData(History, "scms")]
    [InlineData(Catalogue, "fashion-styles")]
    [InlineData(Factories, "factories")]
    public async Task The_same_file_twice_changes_nothing_and_a_dry_run_foretells_it(string file, string mapping)
    {
        var standing = new Standing();
        var plan = Plan(file, mapping);
        var refused = plan.Lines - plan.Sheets.Sum(s => s.Rows.Length);

        var dry = await Applier.ApplyAsync(plan, standing.PreviewAsync, default);
        Assert.Equal((plan.Lines - refused, 0, 0, refused), (dry.Created, dry.Changed, dry.Unchanged, dry.Refused));
        Assert.Equal(0, standing.Count);

        var first = await Applier.ApplyAsync(plan, standing.RecordAsync, default);
        Assert.Equal((plan.Lines - refused, 0, 0, refused), (first.Created, first.Changed, first.Unchanged, first.Refused));

        var second = await Applier.ApplyAsync(Plan(file, mapping), standing.RecordAsync, default);
        Assert.Equal((0, 0, plan.Lines - refused, refused), (second.Created, second.Changed, second.Unchanged, second.Refused));
    }

    private static IEnumerable<OrderSheet> Orders(ImportPlan plan) => plan.Sheets.Cast<PlannedSheet.Order>().Select(o => o.Sheet);

    private static ImportPlan Plan(string file, string mapping)
    {
        using var stream = File.OpenRead(RealFileFactAttribute.PathOf(file));
        var (plan, fault) = Planner.Plan(stream, MappingCatalog.All[mapping], Rights.Everything, default);
        return plan ?? throw new InvalidOperationException(fault!.Detail);
    }
}

/// <summary>Needs ../shared beside the repository: skipped where it is missing, but not under CI.</summary>
public sealed class RealFileFactAttribute : FactAttribute
{
    public RealFileFactAttribute() => Skip = Missing!;

    internal static string? Missing => Folder is null && Environment.GetEnvironmentVariable("CI") != "true"
        ? "There is no ../shared beside the repository" : null;

    public static string PathOf(string file) =>
        Path.Combine(Folder ?? throw new DirectoryNotFoundException("There is no ../shared beside the repository"), file);

    private static string? Folder { get; } = Find();

    private static string? Find()
    {
        var data = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));
        return Directory.Exists(data) ? data : null;
    }
}

public sealed class RealFileTheoryAttribute : TheoryAttribute
{
    public RealFileTheoryAttribute() => Skip = RealFileFactAttribute.Missing!;
}
