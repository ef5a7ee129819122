using System.Collections.Immutable;
using System.Globalization;
using Orleans;

namespace Selvedge.Domain.Approvals;

/// <summary>What a sample crosses the border for. Asked first: the heading depends on it.</summary>
public enum SamplePurpose
{
    /// <summary>To solicit orders.</summary>
    Selling,

    /// <summary>Fit, measurement, test.</summary>
    Testing,
    Photography,
    Reference,
}

/// <summary>How it was made unfit for sale.</summary>
public enum SampleMarking
{
    None,
    Cut,

    /// <summary>The word SAMPLE in ink.</summary>
    Ink,

    /// <summary>A hole in the sole.</summary>
    Hole,

    /// <summary>"Sample Not For Resale", permanent.</summary>
    Stamp,
    SewnInLabel,
}

public enum CustomsDecision
{
    Pending,
    Cleared,
    Held,
    Refused,
}

/// <summary>What is declared of a sample.</summary>
/// <param name="Country">Of import, ISO 3166 alpha-2.</param>
/// <param name="Heading">Tariff line, such as <c>9811.00.60</c>; null while nobody has said.</param>
/// <param name="ValueUsd">Declared, in US dollars.</param>
/// <param name="LengthInches">Of the cut or of the word; the width of the hole.</param>
/// <param name="IsOnSeam">The cut lies on a seam or border.</param>
/// <param name="IsVisible">It shows when the sample is worn, or in a readily visible place.</param>
/// <param name="IsPermanent">Indelible ink, or a mark that stays.</param>
/// <param name="IsContrasting">Ink of another colour than what it is on.</param>
/// <param name="Text">What the broker or the officer says.</param>
[GenerateSerializer, Immutable, Alias("customs-declaration")]
public sealed record CustomsDeclaration(
    string By, SamplePurpose Purpose, string Country, string? Heading, decimal? ValueUsd, SampleMarking Marking, decimal? LengthInches,
    decimal? HeightInches, bool IsOnSeam, bool IsVisible, bool IsPermanent, bool IsContrasting, string? Broker, CustomsDecision Decision, string? Text);

/// <summary>A declaration with what the rules say of it.</summary>
[GenerateSerializer, Immutable, Alias("customs-record")]
public sealed record CustomsRecord(CustomsDeclaration Declaration, ImmutableArray<CustomsCheck> Checks);

public enum CheckResult
{
    Passes,
    Fails,

    /// <summary>No rule of ours decides it.</summary>
    AskTheBroker,
}

/// <param name="Code">Published vocabulary: only added to.</param>
[GenerateSerializer, Immutable, Alias("customs-check")]
public sealed record CustomsCheck(string Code, CheckResult Result, string Text);

/// <summary>The rules for duty-free entry of samples into the United States under HTS 9811.00.60.</summary>
/// <remarks>
/// Rulings NY N356247, NY N348819, HQ 560135 (apparel), HQ 555552 as quoted in NY D80082 (footwear). They advise; a
/// broker decides.
/// </remarks>
public static class CustomsRules
{
    public const string SampleHeading = "9811.00.60";

    private const decimal LeastValue = 1;
    private const decimal CutLength = 2;
    private const decimal InkHeight = 1;
    private const decimal InkLength = 2;
    private const decimal HoleWidth = 0.25m;

    public static ImmutableArray<CustomsCheck> Check(CustomsDeclaration sample, string category)
    {
        if (sample.Country != "US")
            return [new("country", CheckResult.AskTheBroker, $"The rules known here are those of the United States, not of {sample.Country}.")];

        var purpose = sample.Purpose == SamplePurpose.Selling
            ? new CustomsCheck("purpose", CheckResult.Passes, "It is brought in to solicit orders.")
            : sample.Heading == SampleHeading
                ? new CustomsCheck("purpose", CheckResult.Fails, $"{SampleHeading} is for samples that solicit orders, not for {Said(sample.Purpose)}.")
                : new CustomsCheck("purpose", CheckResult.AskTheBroker, $"A sample for {Said(sample.Purpose)} needs another heading than {SampleHeading}.");
        return sample.Heading is not null and not SampleHeading
            ? [purpose, new("heading", CheckResult.AskTheBroker, $"Nothing is known here of heading {sample.Heading}.")]
            : [purpose, ValueOrMarking(sample, category)];
    }

    private static CustomsCheck ValueOrMarking(CustomsDeclaration sample, string category)
    {
        if (sample.ValueUsd is { } value && value <= LeastValue)
            return new("value-or-marking", CheckResult.Passes, "It is valued at no more than USD 1.");
        if (sample.Marking == SampleMarking.None)
            return new("value-or-marking", CheckResult.Fails, "Above USD 1 it must be marked or mutilated so that it cannot be sold.");
        if (sample.Marking == SampleMarking.SewnInLabel)
            return new("value-or-marking", CheckResult.Fails, "A sewn-in label does not make it unfit for sale.");
        var missing = category switch
        {
            "apparel" => MissingOnApparel(sample),
            "footwear" => MissingOnFootwear(sample),
            _ => null,
        };
        return missing is null
            ? new("value-or-marking", CheckResult.AskTheBroker, $"No ruling known here says which mark will do on {category}.")
            : missing.Length == 0
                ? new("value-or-marking", CheckResult.Passes, "It is marked or mutilated as the rulings ask.")
                : new("value-or-marking", CheckResult.Fails, $"{missing}.");
    }

    private static string MissingOnApparel(CustomsDeclaration sample) => sample.Marking switch
    {
        SampleMarking.Cut => Missing("The cut must", (sample.LengthInches >= CutLength, $"be at least {Inches(CutLength)} long"),
            (!sample.IsOnSeam, "not lie on a seam or border"), (sample.IsVisible, "be visible")),
        SampleMarking.Ink => Missing("The word SAMPLE must",
            (sample.HeightInches >= InkHeight && sample.LengthInches >= InkLength, $"be at least {Inches(InkHeight)} high and {Inches(InkLength)} long"),
            (sample.IsPermanent, "be in indelible ink"), (sample.IsContrasting, "be of a contrasting colour"), (sample.IsVisible, "show when it is worn")),
        _ => "Apparel must be cut or bear the word SAMPLE in ink",
    };

    private static string MissingOnFootwear(CustomsDeclaration sample) => sample.Marking switch
    {
        SampleMarking.Hole => Missing("The hole must", (sample.LengthInches >= HoleWidth, $"be at least {Inches(HoleWidth)} wide in the sole")),
        SampleMarking.Stamp => Missing("The words Sample Not For Resale must",
            (sample.IsPermanent, "be permanent"), (sample.IsVisible, "stand in a readily visible place")),
        _ => "Footwear must have a hole in the sole or bear the words Sample Not For Resale",
    };

    // Empty when nothing is missing.
    private static string Missing(string subject, params ReadOnlySpan<(bool Holds, string What)> rules)
    {
        var missing = new List<string>();
        foreach (var (holds, what) in rules)
            if (!holds)
                missing.Add(what);
        return missing.Count == 0 ? "" : $"{subject} {string.Join(", ", missing)}";
    }

    private static string Inches(decimal inches) =>
        string.Create(CultureInfo.InvariantCulture, $"{inches:0.##} {(inches > 1 ? "inches" : "inch")}");

    private static string Said(SamplePurpose purpose) => purpose switch
    {
        SamplePurpose.Testing => "fit or testing",
        SamplePurpose.Photography => "photography",
        SamplePurpose.Reference => "reference",
        _ => "soliciting orders",
    };
}
