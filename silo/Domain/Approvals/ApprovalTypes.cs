using System.Collections.Frozen;
using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.TimeAndAction.MilestoneHome;
using static Selvedge.Domain.TimeAndAction.Side;

namespace Selvedge.Domain.Approvals;

/// <summary>All types of approval that the product knows, and which milestones of its own templates wait for them.</summary>
/// <remarks>
/// In the table a milestone stands alone where every style or line needs the approval; with <c>?</c> where only those
/// with such a print, yarn or wash do; with <c>!</c> where it is reached when the sample is here. Round days are the
/// trade's usual ones.
/// </remarks>
public static class ApprovalTypes
{
    public static readonly ImmutableArray<ApprovalType> All =
    [
        // code                 name                                   reviewer                   from      late        home   colour sample days  milestones
        Of("lab-dip",           "Lab dip",                             "Colour",                  Material, "MT-MILL",  Style, true,  false, 15, "A06"),
        Of("bulk-lot",          "Bulk lot / shade band",               "Colour",                  Material, "MT-MILL",  Line,  false, false, 7,  "A19"),
        Of("strike-off",        "Strike-off",                          "Design",                  Material, "MT-MILL",  Style, false, false, 12, "A07 F09P B04P"),
        Of("handloom",          "Handloom / knit-down",                "Design",                  Material, "MT-MILL",  Style, true,  false, 12, "A06?"),
        Of("yarn-dye",          "Yarn-dye stripe or plaid",            "Design",                  Material, "MT-MILL",  Style, true,  false, 18, "A06?"),
        Of("heather",           "Heather",                             "Colour",                  Material, "MT-MILL",  Style, true,  false, 14, "A06?"),
        Of("wash-panel",        "Wash panel",                          "Design",                  Factory,  "FA-SAMPLE", Style, true, false, 10, "A07? A07W"),
        Of("embroidery",        "Embroidery / applique",               "Design",                  Factory,  "FA-SAMPLE", Style, false, false, 10, "A07?"),
        Of("trim",              "Trim and findings",                   "Product development",     Material, "MT-TRIM",  Style, false, false, 12, ""),
        Of("label",             "Label and ticket",                    "Production",              Material, "MT-TRIM",  Style, false, false, 10, ""),
        Of("care-label",        "Care label",                          "Compliance",              Material, "MT-TRIM",  Style, false, false, 10, ""),
        Of("packaging",         "Packaging",                           "Production",              Material, "MT-TRIM",  Style, false, false, 12, ""),
        Of("carton-mark",       "Carton mark",                         "Logistics",               Factory,  "FA-INFO",  Line,  false, false, 3,  ""),
        Of("tech-pack",         "Tech pack version",                   "Technical design",        Factory,  "FA-INFO",  Style, false, false, 5,  ""),
        Of("proto",             "Proto sample",                        "Design",                  Factory,  "FA-SAMPLE", Style, false, true, 14, "A05 F05 B09"),
        Of("second-proto",      "Second proto",                        "Design",                  Factory,  "FA-SAMPLE", Style, false, true, 10, "F08 B10"),
        Of("fit",               "Fit sample",                          "Technical design",        Factory,  "FA-SAMPLE", Style, false, true, 12, "A12"),
        Of("sms",               "Salesman sample (SMS)",               "Merchandising",           Factory,  "FA-SAMPLE", Style, false, true, 21, "A08! F11! B11!"),
        Of("photo",             "Photo sample",                        "Marketing",               Factory,  "FA-SAMPLE", Style, false, true, 14, ""),
        Of("size-set",          "Size set",                            "Technical design",        Factory,  "FA-SAMPLE", Line,  false, true, 14, "A18 F15"),
        Of("pp",                "PP sample",                           "Technical design",        Factory,  "FA-SAMPLE", Line,  false, true, 14, "A23 F27 B22"),
        Of("top",               "TOP sample",                          "QA",                      Factory,  "FA-SAMPLE", Line,  false, true, 5,  "A29 B30"),
        Of("shipment",          "Shipment sample",                     "QA",                      Factory,  "FA-SAMPLE", Line,  false, true, 5,  ""),
        Of("last",              "Last",                                "Fit / technical",         Material, "MT-TOOL",  Style, false, true,  13, "F03"),
        Of("outsole-cad",       "Outsole 3D CAD",                      "Design",                  Material, "MT-TOOL",  Style, false, false, 20, "F04"),
        Of("mould-shot",        "Sample-size mould first shot",        "Developer",               Material, "MT-TOOL",  Style, false, true,  25, "F07"),
        Of("upper-swatch",      "Upper material and colour",           "Colour",                  Material, "MT-MILL",  Style, true,  false, 14, "F09"),
        Of("size-run-mould",    "Full size-run moulds",                "Developer",               Material, "MT-TOOL",  Style, false, false, 30, "F16"),
        Of("confirmation",      "Confirmation sample",                 "Developer",               Factory,  "FA-SAMPLE", Line,  false, true, 5,  "F22"),
        Of("hardware-artwork",  "Hardware artwork",                    "Design",                  Material, "MT-TRIM",  Style, false, false, 10, "B04"),
        Of("mock-up",           "Paper / salpa mock-up",               "Design",                  Factory,  "FA-SAMPLE", Style, false, true, 12, "B05"),
        Of("hardware-mould",    "Hardware mould pieces",               "Product development",     Material, "MT-TOOL",  Style, false, true,  20, "B07"),
        Of("plating",           "Plating",                             "Product development",     Material, "MT-TRIM",  Style, false, false, 14, "B07"),
        Of("leather-swatch",    "Leather and colour swatch",           "Colour",                  Material, "MT-LEATHER", Style, true, false, 14, "B08"),
        Of("edge-paint",        "Edge paint",                          "Product development",     Material, "MT-TRIM",  Style, true,  false, 7,  ""),
        // Laboratories mostly report a test that was passed: one is asked for by hand where its report is to be signed off.
        Of("fpt",               "Fabric test (FPT)",                   "Lab / QA",                Material, "MT-MILL",  Line,  false, true, 7,  "A20?"),
        Of("gpt",               "Garment or product test (GPT)",       "Lab / QA",                Factory,  "FA-SAMPLE", Line, false, true, 10, "A24? F17? B14?"),
        Of("counter",           "Counter sample",                      "Merchandising",           Factory,  "FA-SAMPLE", Style, false, true, 14, ""),
        Of("showroom",          "Showroom sample",                     "Merchandising",           Factory,  "FA-SAMPLE", Style, false, true, 14, ""),
        Of("red-tag",           "Red tag sample",                      "Technical design",        Factory,  "FA-SAMPLE", Style, false, true, 10, ""),
        Of("digital",           "Digital sample",                      "Design",                  Factory,  "FA-SAMPLE", Style, true,  false, 5,  ""),
    ];

    private static readonly FrozenDictionary<string, ApprovalType> ByCode = All.ToFrozenDictionary(type => type.Code);

    private static readonly FrozenDictionary<string, ImmutableArray<AskedApproval>> Table = All
        .SelectMany(type => type.Completes, (type, c) => (c.Milestone, Asked: new AskedApproval(type.Code, c.IsPlanned, c.AtReceipt)))
        .GroupBy(row => row.Milestone, row => row.Asked).ToFrozenDictionary(rows => rows.Key, rows => rows.ToImmutableArray());

    /// <summary>What the product's own milestone of that code waits for; empty for any other.</summary>
    public static ImmutableArray<AskedApproval> ByTable(string milestone) => Table.GetValueOrDefault(milestone, []);

    /// <summary>What a milestone waits for: as its template says, else as the product's own of that code.</summary>
    public static ImmutableArray<AskedApproval> AskedBy(MilestoneSheet milestone) => milestone.Approvals ?? ByTable(milestone.Code);

    /// <summary>The type called <paramref name="code"/>; null for an unknown code.</summary>
    public static ApprovalType? Find(string code) => ByCode.GetValueOrDefault(code);

    private static ApprovalType Of(
        string code, string name, string reviewer, Side submitter, string lateReason, MilestoneHome home, bool perColour, bool isSample,
        int roundDays, string milestones) =>
        new(code, name, reviewer, submitter, lateReason, home, perColour, isSample, roundDays,
        [
            .. milestones.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(m => new CompletedMilestone(m.TrimEnd('?', '!'), IsPlanned: !m.EndsWith('?'), AtReceipt: m.EndsWith('!'))),
        ]);
}
