using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Samples;

/// <summary>What people write beside samples and swatches.</summary>
internal static class ApprovalTexts
{
    public static readonly string[] Private =
    [
        "second mill is cheaper, keep it in the race", "do not promise this date to the buyer yet", "third time this season with this factory",
        "they are weeks behind on everything: watch the next one",
    ];

    public static readonly string[] OfBrand =
    [
        "please courier two pieces", "the standard was sent with the tech pack", "we decide on Thursday with the buyer", "measure at 20 points, sheet attached to the tech pack",
    ];

    public static readonly string[] OfVendor =
    [
        "we need the comments before the weekend", "the dyehouse is closed on Monday", "two options in the parcel, A is our choice", "fabric is greige from the second lot",
    ];

    public static readonly string[] Proposals = ["dyehouse is full until then", "trims come only that week", "sample room is overbooked", "waiting for yardage"];

    public static readonly string[] Drops = ["we go on without it", "out of the line", "the other mill's is taken"];

    public static readonly string[] Waivers =
    [
        "the same as last season's, seen in bulk", "agreed on the fit call, photographs are enough", "decided with the PP sample",
    ];

    public static readonly string[] Cancellations = ["out of the line since the review", "asked for twice", "the campaign is shot without it"];

    public static readonly string[] Places = ["Sample room, rail 4", "Sample room, shelf B2", "Fit room", "Colour light box", "Desk of technical design", "Photo studio"];

    private static readonly string[] OnMaterial =
    [
        "a shade deeper in bulk please", "hand feel to be softer", "logo 2 mm higher", "plating a touch less yellow in bulk", "check shrinkage after wash",
    ];

    private static readonly string[] OnGarment =
    [
        "reduce the neck opening by 0.5 cm", "topstitch colour to match the body", "zip puller finish to be confirmed", "sleeve length at the low end of tolerance",
    ];

    private static readonly (string Reason, string Text)[] MaterialFaults =
    [
        ("shade", "too red against the standard under D65"), ("shade", "too light, off in TL84"), ("fabric", "hand feel too harsh"), ("print", "print off grain"),
        ("trim", "plating too yellow"),
    ];

    private static readonly (string Reason, string Text)[] GarmentFaults =
    [
        ("measurement", "chest 2 cm over tolerance"), ("fit", "shoulder seam drops to the back"), ("construction", "collar rolls"), ("trim", "wrong care label"),
        ("workmanship", "puckers along the side seam"), ("incomplete", "size L is missing"),
    ];

    public static string[] Comments(Side submitter) => submitter == Side.Material ? OnMaterial : OnGarment;

    public static (string Reason, string Text)[] Rejections(Side submitter) => submitter == Side.Material ? MaterialFaults : GarmentFaults;
}
