using static Selvedge.Domain.TimeAndAction.MilestoneHome;
using static Selvedge.Domain.TimeAndAction.Side;
using static Selvedge.Domain.TimeAndAction.Stage;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>Cut-and-sew apparel: 34 milestones.</summary>
internal static class ApparelTemplate
{
    public static readonly PublishedTemplate Version1 = TemplateTable.Build(
        "APPAREL", 1, "Apparel, cut-and-sew, import, PO to ex-factory 90 days", "apparel",
        // code     name                                                           responsible                       side        home   sent  due   after    stage
        new("A01", "Season brief / line plan signed",                             "Merchandising",                  Brand,      Style, null, -215, "", Holds: StyleStage.Concept),
        new("A02", "Tech pack handed to vendor",                                  "Product development",            Brand,      Style, null, -190, "A01+25", Holds: StyleStage.Concept),
        new("A03", "Fabric and trim qualities, MOQ and mill lead time confirmed", "Sourcing",                       Brand,      Style, null, -183, "A01+25", Holds: StyleStage.Development),
        new("A04", "First cost (FOB) quote received",                             "Vendor",                         Factory,    Style, null, -180, "A02+7"),
        new("A05", "Proto sample approved",                                       "Design + technical design",      Brand,      Style, -174, -167, "A02+20", Holds: StyleStage.Development),
        new("A06", "Lab dips approved (per colour)",                              "Colour",                         Brand,      Style, -165, -150, "A03+28", PerColour: true, Holds: StyleStage.Development),
        new("A07", "Strike-offs / artwork approved",                              "Design",                         Brand,      Style, -160, -148, "A02+35", Holds: StyleStage.Development),
        new("A08", "SMS (salesman sample) received",                              "Vendor",                         Factory,    Style, null, -140, "A05+21 A06+7 A07+7", Holds: StyleStage.Development),
        new("A09", "Line review held",                                            "Merchandising",                  Brand,      Style, null, -135, "A08+4", Holds: StyleStage.Development),
        new("A10", "Style adopted (adopted style profile frozen as v1)",          "Merchandising",                  Brand,      Style, null, -128, "A09+5", Holds: StyleStage.Development),
        new("A11", "Final cost signed (target vs quote, MOQ met)",                "Costing / sourcing",             Brand,      Style, null, -118, "A10+7 A04+14", Holds: StyleStage.Adopted),
        new("A12", "Fit sample approved",                                         "Technical design",               Brand,      Style, -121, -110, "A05+28 A09+14", Holds: StyleStage.Adopted),
        new("A13", "Factory compliance gate valid to ex-factory",                 "Compliance",                     Compliance, Line,  null, -95,  "A10+14", Gate: true),
        new("A14", "PO issued",                                                   "Production",                     Brand,      Line,  null, -90,  "A11+7 A13+1", Issued),
        new("A15", "PO confirmed by vendor",                                      "Vendor",                         Factory,    Line,  null, -89,  "A14+1", Confirmed),
        new("A16", "Bulk fabric booked at mill",                                  "Vendor",                         Material,   Line,  null, -86,  "A15+2 A06+0", Materials),
        new("A17", "Trims, labels, packaging ordered",                            "Vendor + production",            Material,   Line,  null, -80,  "A15+7"),
        new("A18", "Size set approved",                                           "Technical design",               Brand,      Line,  -74,  -66,  "A12+28 A15+21"),
        new("A19", "Bulk lot / shade band approved",                              "Colour",                         Material,   Line,  -55,  -50,  "A16+30"),
        new("A20", "Fabric test (FPT) passed",                                    "Lab / QA",                       Material,   Line,  null, -46,  "A19+4"),
        new("A21", "Bulk fabric in-house",                                        "Vendor",                         Material,   Line,  null, -41,  "A19+7 A20+3"),
        new("A22", "Trims in-house",                                              "Vendor",                         Material,   Line,  null, -36,  "A17+35"),
        new("A23", "PP sample approved (sealed)",                                 "Technical design + production",  Brand,      Line,  -44,  -37,  "A18+21 A19+11", Gate: true),
        new("A24", "Garment test (GPT) passed",                                   "Lab / QA",                       Factory,    Line,  null, -35,  "A19+13"),
        new("A25", "PP meeting held",                                             "QA + vendor",                    Factory,    Line,  null, -34,  "A23+2 A24+1"),
        new("A26", "Cutting start (PCD)",                                         "Vendor",                         Factory,    Line,  null, -31,  "A25+3 A21+10", Cutting),
        new("A27", "Sewing start",                                                "Vendor",                         Factory,    Line,  null, -28,  "A26+3 A22+7", Sewing),
        new("A28", "Inline inspection (DUPRO) passed",                            "QA",                             Factory,    Line,  null, -20,  "A27+6"),
        new("A29", "TOP sample approved",                                         "Technical design + QA",          Brand,      Line,  -20,  -16,  "A27+10"),
        new("A30", "Sewing complete",                                             "Vendor",                         Factory,    Line,  null, -9,   "A27+18", Finishing),
        new("A31", "Finishing and packing complete",                              "Vendor",                         Factory,    Line,  null, -6,   "A30+2", Packing),
        new("A32", "Final random inspection passed",                              "QA",                             Factory,    Line,  null, -4,   "A31+1 A28+5 A29+5", Inspected, Gate: true),
        new("A33", "Freight booking confirmed",                                   "Logistics",                      Logistics,  Line,  null, -10,  "A27+14"),
        new("A34", "Ex-factory",                                                  "Vendor + logistics",             Factory,    Line,  null, 0,    "A32+1 A33+7", ExFactory));

    /// <summary>What is asked only of some: by print, wash, a vendor's first order, and how the goods travel.</summary>
    public static readonly PublishedTemplate Version2 = TemplateTable.After(
        Version1, [("A07", "printed=yes"), ("A33", "origin=import shipMode=sea")],
        // code      name                                       responsible   side        home   sent  due   after
        new("A07W", "Wash panels approved",                     "Design",     Brand,      Style, -162, -150, "A03+28", PerColour: true, Holds: StyleStage.Development, Before: "A08+7", When: "washed=yes"),
        new("A27T", "Trial run of the new vendor inspected",    "QA",         Compliance, Line,  null, -22,  "A27+4",  Before: "A28+2", When: "newVendor=yes"),
        new("A33A", "Air freight booked",                       "Logistics",  Logistics,  Line,  null, -5,   "A30+1",  Before: "A34+3", When: "shipMode=air"),
        new("A33R", "Truck booked",                             "Logistics",  Logistics,  Line,  null, -6,   "A30+1",  Before: "A34+2", When: "shipMode=road"),
        new("A33T", "Rail slot confirmed",                      "Logistics",  Logistics,  Line,  null, -10,  "A27+14", Before: "A34+7", When: "shipMode=rail"),
        new("A33D", "Delivery slot agreed with the warehouse",  "Logistics",  Logistics,  Line,  null, -7,   "A30+1",  Before: "A34+2", When: "origin=domestic"));
}
