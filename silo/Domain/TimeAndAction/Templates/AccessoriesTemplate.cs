using static Selvedge.Domain.TimeAndAction.MilestoneHome;
using static Selvedge.Domain.TimeAndAction.Side;
using static Selvedge.Domain.TimeAndAction.Stage;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>Leather bags and small leather goods with hardware of their own: 34 milestones.</summary>
internal static class AccessoriesTemplate
{
    public static readonly PublishedTemplate Version1 = TemplateTable.Build(
        "ACCESSORIES", 1, "Accessories, leather handbag / small leather goods with custom hardware, PO to ex-factory 75 days", "accessories",
        // code     name                                                             responsible              side        home   sent  due   after    stage
        new("B01", "Season brief and target retail",                                "Merchandising",         Brand,      Style, null, -245, "", Holds: StyleStage.Concept),
        new("B02", "Sketch / tech pack handed to supplier",                         "Design + PD",           Brand,      Style, null, -225, "B01+20", Holds: StyleStage.Concept),
        new("B03", "Leather, lining swatches sourced (MOQ, tannery lead time)",     "Sourcing",              Brand,      Style, null, -212, "B02+10", Holds: StyleStage.Development),
        new("B04", "Hardware artwork approved",                                     "Design",                Brand,      Style, null, -208, "B02+14", Holds: StyleStage.Development),
        new("B05", "Paper / salpa mock-up approved",                                "Design + PD",           Brand,      Style, -209, -204, "B02+18", Holds: StyleStage.Development),
        new("B06", "First cost received",                                           "Supplier",              Factory,    Style, null, -200, "B03+7 B05+3"),
        new("B07", "Hardware mould pieces and plating approved",                    "Design + PD",           Material,   Style, -182, -176, "B04+25", Holds: StyleStage.Development),
        new("B08", "Leather and colour swatches approved",                          "Colour",                Brand,      Style, -192, -180, "B03+28", PerColour: true, Holds: StyleStage.Development),
        new("B09", "Proto 1 approved",                                              "Design + PD",           Brand,      Style, -188, -180, "B05+21", Holds: StyleStage.Development),
        new("B10", "Proto 2 (right leather and hardware) approved",                 "Design + PD",           Brand,      Style, -164, -156, "B09+14 B07+14 B08+14", Holds: StyleStage.Development),
        new("B11", "SMS / photo sample received",                                   "Supplier",              Factory,    Style, null, -135, "B10+18", Holds: StyleStage.Development),
        new("B12", "Line review held",                                              "Merchandising",         Brand,      Style, null, -128, "B11+5", Holds: StyleStage.Development),
        new("B13", "Style adopted",                                                 "Merchandising",         Brand,      Style, null, -121, "B12+5", Holds: StyleStage.Development),
        new("B14", "Tests passed (nickel, chromium VI, azo, crocking, strap pull)", "Lab",                   Compliance, Style, null, -100, "B11+25", Holds: StyleStage.Adopted),
        new("B15", "Final cost signed",                                             "Costing / sourcing",    Brand,      Style, null, -98,  "B13+10 B06+14", Holds: StyleStage.Adopted),
        new("B16", "Supplier and tannery compliance gate valid",                    "Compliance",            Compliance, Line,  null, -85,  "B13+21", Gate: true),
        new("B17", "PO issued",                                                     "Production",            Brand,      Line,  null, -75,  "B15+7 B16+1 B14+1", Issued),
        new("B18", "PO confirmed by supplier",                                      "Supplier",              Factory,    Line,  null, -74,  "B17+1", Confirmed),
        new("B19", "Bulk leather / fabric ordered",                                 "Supplier",              Material,   Line,  null, -71,  "B18+2 B08+0", Materials),
        new("B20", "Hardware and zippers ordered",                                  "Supplier",              Material,   Line,  null, -69,  "B18+4 B07+0"),
        new("B21", "Packaging (dust bag, box, tags) approved and ordered",          "Production",            Brand,      Line,  null, -62,  "B18+10"),
        new("B22", "PP sample (gold seal) approved",                                "PD + production",       Brand,      Line,  -52,  -45,  "B18+21 B10+14", Gate: true),
        new("B23", "Bulk leather lot approved and in-house",                        "Colour + supplier",     Material,   Line,  null, -38,  "B19+28"),
        new("B24", "Hardware in-house, plating test passed",                        "QA + supplier",         Material,   Line,  null, -36,  "B20+28"),
        new("B25", "PP meeting held",                                               "QA + supplier",         Factory,    Line,  null, -34,  "B22+2 B23+2 B24+2"),
        new("B26", "Cutting start (dies ready)",                                    "Supplier",              Factory,    Line,  null, -31,  "B25+3", Cutting),
        new("B27", "Skiving, splitting and edge-paint preparation done",            "Supplier",              Factory,    Line,  null, -25,  "B26+5"),
        new("B28", "Assembly / stitching start",                                    "Supplier",              Factory,    Line,  null, -24,  "B26+5 B27+1", Sewing),
        new("B29", "Inline inspection passed",                                      "QA",                    Factory,    Line,  null, -16,  "B28+6"),
        new("B30", "TOP sample approved",                                           "PD + QA",               Brand,      Line,  -17,  -13,  "B28+9"),
        new("B31", "Assembly complete",                                             "Supplier",              Factory,    Line,  null, -8,   "B28+14", Finishing),
        new("B32", "Packing complete",                                              "Supplier",              Factory,    Line,  null, -5,   "B31+2 B21+30", Packing),
        new("B33", "Final random inspection passed",                                "QA",                    Factory,    Line,  null, -3,   "B32+1 B29+5 B30+5", Inspected, Gate: true),
        new("B34", "Ex-factory",                                                    "Supplier + logistics",  Factory,    Line,  null, 0,    "B33+1", ExFactory));

    /// <summary>What is asked only of some: by print, a supplier's first order, and how the goods travel.</summary>
    public static readonly PublishedTemplate Version2 = TemplateTable.After(
        Version1, [],
        // code     name                                      responsible  side        home   sent  due   after
        new("B04P", "Print / deboss strike-offs approved",    "Design",    Brand,      Style, -182, -170, "B02+28", Holds: StyleStage.Development, Before: "B11+18", When: "printed=yes"),
        new("B28T", "Trial run of the new supplier inspected", "QA",       Compliance, Line,  null, -18,  "B28+4",  Before: "B29+2", When: "newVendor=yes"),
        new("B31A", "Air freight booked",                     "Logistics", Logistics,  Line,  null, -4,   "B31+1",  Before: "B34+2", When: "shipMode=air"));
}
