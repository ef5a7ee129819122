using static Selvedge.Domain.TimeAndAction.MilestoneHome;
using static Selvedge.Domain.TimeAndAction.Side;
using static Selvedge.Domain.TimeAndAction.Stage;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>Footwear with new last and outsole tooling: 35 milestones.</summary>
internal static class FootwearTemplate
{
    public static readonly PublishedTemplate Version1 = TemplateTable.Build(
        "FOOTWEAR", 1, "Footwear, new last and outsole tooling, PO to ex-factory 90 days", "footwear",
        // code     name                                                responsible                side        home   sent  due   after    stage
        new("F01", "Season brief, price and margin targets",           "Merchandising",           Brand,      Style, null, -330, "", Holds: StyleStage.Concept),
        new("F02", "Blueprint and spec handed to factory",             "Design + developer",      Brand,      Style, null, -305, "F01+25", Holds: StyleStage.Concept),
        new("F03", "Last approved",                                    "Fit / technical",         Brand,      Style, null, -285, "F02+20", Holds: StyleStage.Development),
        new("F04", "Outsole 3D CAD approved",                          "Design + developer",      Brand,      Style, null, -275, "F02+28", Holds: StyleStage.Development),
        new("F05", "First proto (pull-over) reviewed",                 "Design + developer",      Brand,      Style, -268, -260, "F03+21", Holds: StyleStage.Development),
        new("F06", "Sample-size mould opened",                         "Mould shop",              Material,   Style, null, -262, "F04+7", Holds: StyleStage.Development),
        new("F07", "Sample-size mould first shot approved",            "Developer",               Material,   Style, null, -230, "F06+30", Holds: StyleStage.Development),
        new("F08", "Second proto / wear and fit trial approved",       "Fit / technical",         Brand,      Style, -218, -208, "F05+35 F07+14", Holds: StyleStage.Development),
        new("F09", "Upper material and colour call-outs approved",     "Colour / materials",      Brand,      Style, -225, -212, "F05+35", PerColour: true, Holds: StyleStage.Development),
        new("F10", "First cost received (FOB + tooling amortisation)", "Factory",                 Factory,    Style, null, -205, "F05+30"),
        new("F11", "SMS / photo samples received",                     "Factory",                 Factory,    Style, null, -180, "F08+25 F09+25", Holds: StyleStage.Development),
        new("F12", "Line review held",                                 "Merchandising",           Brand,      Style, null, -172, "F11+7", Holds: StyleStage.Development),
        new("F13", "Style and colourways adopted",                     "Merchandising",           Brand,      Style, null, -165, "F12+5", Holds: StyleStage.Development),
        new("F14", "Full size-run moulds and cutting dies ordered",    "Factory",                 Material,   Style, null, -158, "F13+5", Holds: StyleStage.Adopted),
        new("F15", "Size grading / fit sizes approved",                "Fit / technical",         Brand,      Style, -138, -130, "F13+28", Holds: StyleStage.Adopted),
        new("F16", "Full size-run moulds approved",                    "Developer + QA",          Material,   Style, null, -118, "F14+35", Holds: StyleStage.Adopted),
        new("F17", "Physical and restricted-substance tests passed",   "Lab",                     Compliance, Style, null, -115, "F13+42", Holds: StyleStage.Adopted),
        new("F18", "Final cost and tooling signed",                    "Costing / sourcing",      Brand,      Style, null, -110, "F10+14 F13+28", Holds: StyleStage.Adopted),
        new("F19", "Factory compliance gate valid to ex-factory",      "Compliance",              Compliance, Line,  null, -98,  "F13+28", Gate: true),
        new("F20", "PO issued",                                        "Production",              Brand,      Line,  null, -90,  "F18+7 F19+1 F17+1", Issued),
        new("F21", "PO confirmed by factory",                          "Factory",                 Factory,    Line,  null, -89,  "F20+1", Confirmed),
        new("F22", "Confirmation sample sealed",                       "Developer + production",  Brand,      Line,  -84,  -78,  "F15+21 F16+21 F21+7"),
        new("F23", "Bulk upper materials ordered",                     "Factory",                 Material,   Line,  null, -85,  "F21+3 F09+0", Materials),
        new("F24", "Bottom units, components and packaging ordered",   "Factory",                 Material,   Line,  null, -83,  "F21+5 F16+0"),
        new("F25", "Upper materials in-house, incoming test passed",   "Factory",                 Material,   Line,  null, -48,  "F23+35"),
        new("F26", "Bottom units in-house",                            "Factory",                 Material,   Line,  null, -40,  "F24+35"),
        new("F27", "PP / production trial (size run) approved",        "Developer + QA",          Brand,      Line,  -46,  -38,  "F22+30 F25+7", Gate: true),
        new("F28", "PP meeting held",                                  "QA + factory",            Factory,    Line,  null, -36,  "F27+2"),
        new("F29", "Cutting start",                                    "Factory",                 Factory,    Line,  null, -34,  "F28+2 F25+10", Cutting),
        new("F30", "Stitching (closing) start",                        "Factory",                 Factory,    Line,  null, -29,  "F29+4", Sewing),
        new("F31", "Lasting and assembly start",                       "Factory",                 Factory,    Line,  null, -20,  "F30+7 F26+14"),
        new("F32", "Inline inspection and bond test passed",           "QA",                      Factory,    Line,  null, -14,  "F31+4"),
        new("F33", "Packing complete (metal and moisture check)",      "Factory",                 Factory,    Line,  null, -6,   "F31+13", Packing),
        new("F34", "Final random inspection passed",                   "QA",                      Factory,    Line,  null, -3,   "F33+1 F32+5", Inspected, Gate: true),
        new("F35", "Ex-factory",                                       "Factory + logistics",     Factory,    Line,  null, 0,    "F34+1", ExFactory));

    /// <summary>What is asked only of some: by print, a vendor's first order, and how the goods travel.</summary>
    public static readonly PublishedTemplate Version2 = TemplateTable.After(
        Version1, [],
        // code     name                                            responsible  side        home   sent  due   after
        new("F09P", "Print strike-offs / artwork approved",         "Design",    Brand,      Style, -232, -220, "F02+35", Holds: StyleStage.Development, Before: "F11+25", When: "printed=yes"),
        new("F31T", "Trial run of the new factory, bond test passed", "QA",      Compliance, Line,  null, -16,  "F31+2",  Before: "F32+2", When: "newVendor=yes"),
        new("F33A", "Air freight booked",                           "Logistics", Logistics,  Line,  null, -7,   "F31+11", Before: "F35+3", When: "shipMode=air"));
}
