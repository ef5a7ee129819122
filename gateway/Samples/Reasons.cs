using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Samples;

/// <summary>Why a milestone would be late, and what the one who reports it would write.</summary>
internal static class Reasons
{
    private const double ForceMajeure = 0.07;

    public static string For(TemplateMilestone milestone, Random dice)
    {
        if (milestone.Home == MilestoneHome.Line && dice.Happens(ForceMajeure))
            return dice.Of<string>(["FM-WEATHER", "FM-POWER", "FM-STRIKE"]);
        var name = milestone.Name;
        return milestone.Side switch
        {
            _ when Has(name, "inspection") => dice.Of<string>(["FA-QC", "FA-REWORK"]),
            _ when Has(name, "PO issued") => dice.Of<string>(["BR-POLATE", "BR-QTY"]),
            _ when Has(name, "cost") => "BR-COST",
            _ when Has(name, "artwork") || Has(name, "packaging") => "BR-ART",
            _ when Has(name, "sample") || Has(name, "proto") => dice.Of<string>(["FA-SAMPLE", "BR-APPR", "BR-SPEC"]),
            Side.Brand when Has(name, "tech pack") || Has(name, "brief") || Has(name, "spec handed") => "BR-DESIGN",
            Side.Brand => dice.Of<string>(["BR-APPR", "BR-SPEC", "BR-QTY"]),
            Side.Material when Has(name, "trims") || Has(name, "hardware") || Has(name, "components") => "MT-TRIM",
            Side.Material when Has(name, "mould") || Has(name, "bottom") => "MT-TOOL",
            Side.Material when Has(name, "leather") => dice.Of<string>(["MT-LEATHER", "MT-MILL", "MT-SHORT"]),
            Side.Material when Has(name, "test") || Has(name, "shade") => dice.Of<string>(["MT-FAIL", "MT-MILL"]),
            Side.Material => dice.Of<string>(["MT-MILL", "MT-MILL", "MT-SHORT"]),
            Side.Compliance => Has(name, "test") ? "CO-TEST" : dice.Of<string>(["CO-AUDIT", "CO-DOC"]),
            Side.Logistics => dice.Of<string>(["LO-BOOK", "LO-ROLL", "LO-PORT"]),
            _ when Has(name, "Ex-factory") => dice.Of<string>(["LO-BOOK", "FA-CAP", "LO-CARR"]),
            _ => dice.Of<string>(["FA-CAP", "FA-CAP", "FA-LABOUR", "FA-MACH", "FA-INFO", "FA-SUBCON"]),
        };
    }

    public static string Note(string reason) => reason switch
    {
        "BR-DESIGN" => "waiting for the final design handoff",
        "BR-SPEC" => "spec changed after approval",
        "BR-APPR" => "comments came late, second round needed",
        "BR-COST" => "price still open",
        "BR-POLATE" => "PO released late",
        "BR-QTY" => "quantities changed after booking",
        "BR-ART" => "label artwork not final",
        "MT-MILL" => "mill late with bulk",
        "MT-FAIL" => "shade off against the standard, dyeing again",
        "MT-TRIM" => "trims held at the supplier",
        "MT-LEATHER" => "hides below grade, sorting again",
        "MT-TOOL" => "mould correction needed",
        "MT-SHORT" => "short quantity, balance to follow",
        "FA-SAMPLE" => "sample failed on measurement",
        "FA-CAP" => "line overbooked, started with one line",
        "FA-LABOUR" => "operators short on the line",
        "FA-MACH" => "machine down, part awaited",
        "FA-QC" => "lot failed, sorting",
        "FA-REWORK" => "rework after inspection",
        "FA-SUBCON" => "embroidery subcontractor late",
        "FA-INFO" => "no reply from the merchandiser",
        "CO-AUDIT" => "audit report awaited",
        "CO-TEST" => "restricted substance test repeated",
        "CO-DOC" => "traceability papers incomplete",
        "LO-BOOK" => "no space on the planned vessel",
        "LO-ROLL" => "booking rolled to the next vessel",
        "LO-PORT" => "port congested, late gate-in",
        "LO-CARR" => "truck not in time",
        "FM-WEATHER" => "flooding around the factory",
        "FM-POWER" => "power cuts, running on generator",
        "FM-STRIKE" => "strike in the district",
        _ => reason,
    };

    private static bool Has(string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);
}
