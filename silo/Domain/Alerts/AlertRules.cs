using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;

namespace Selvedge.Domain.Alerts;

/// <summary>What somebody is alerted of. Published vocabulary: only added to.</summary>
public enum AlertCause
{
    /// <summary>A line of an order will miss its day, or stands still.</summary>
    LateOrder,

    /// <summary>The vendor has not answered an order by its day.</summary>
    SilentVendor,

    /// <summary>Statements about an order contradict each other, and nobody has settled it.</summary>
    Discrepancy,

    /// <summary>A shipment that carries a line comes later than planned.</summary>
    LateShipment,

    /// <summary>The day of a milestone of a line has passed, and nobody has reported it.</summary>
    OverdueMilestone,

    /// <summary>A milestone of a line is expected on another day because an inspection has failed.</summary>
    FailedInspection,

    /// <summary>A round of an approval waits for the brand's decision past its day.</summary>
    LateDecision,

    /// <summary>A round of an approval waits for the vendor past its day.</summary>
    LateSubmission,
}

/// <summary>How loud: the first is the loudest.</summary>
public enum Severity
{
    P1,
    P2,
    P3,
}

/// <summary>Whom an incident reaches, and when.</summary>
/// <param name="Role">As on a person's sheet.</param>
/// <param name="AfterDays">Working days of the brand's office since the ladder began.</param>
[GenerateSerializer, Immutable, Alias("ladder-step")]
public sealed record LadderStep(string Role, int AfterDays);

/// <summary>The rules by which somebody is alerted where the brand has decided nothing else, in <see cref="AlertSettings"/>.</summary>
public static class AlertRules
{
    /// <summary>An acknowledgement that names no day holds for so long.</summary>
    public const int AcknowledgedForDays = 2;

    public static readonly ImmutableArray<AlertCause> Causes = [.. Enum.GetValues<AlertCause>()];

    /// <summary>Whom a ladder may name.</summary>
    public static readonly ImmutableArray<string> Roles = ["assistant", "manager", "director"];

    /// <summary>As the product comes: a rule for each cause, a ladder for each severity.</summary>
    public static AlertSettings Usual { get; } = new(
        [new(AlertCause.LateOrder, null, null, 0, Severity.P2), new(AlertCause.SilentVendor, null, null, 0, Severity.P2), new(AlertCause.Discrepancy, null, null, 0, Severity.P3),
            new(AlertCause.LateShipment, null, null, 3, Severity.P3), new(AlertCause.OverdueMilestone, null, null, 2, Severity.P3),
            new(AlertCause.FailedInspection, null, null, 0, Severity.P2), new(AlertCause.LateDecision, null, null, 2, Severity.P3), new(AlertCause.LateSubmission, null, null, 2, Severity.P3)],
        [
            new(Severity.P1, "manager", 0), new(Severity.P1, "director", 2),
            new(Severity.P2, "assistant", 0), new(Severity.P2, "manager", 2), new(Severity.P2, "director", 7),
            new(Severity.P3, "assistant", 0), new(Severity.P3, "manager", 7),
        ]);

    private static readonly ImmutableArray<Ladder> Ladders = [.. Enum.GetValues<Severity>().Select(severity => Usual.Decided(severity)!)];

    /// <summary>The ladder of what was found: the brand's, or else the product's.</summary>
    public static ImmutableArray<LadderStep> LadderOf(Finding found) => (found.Ladder ?? Ladders[(int)found.Severity]).Steps;

    /// <summary>The rule that what was found goes by: the brand's, or else the product's.</summary>
    public static AlertRule RuleOf(Finding found) => found.Rule ?? RuleOf(found.Cause);

    /// <summary>The product's.</summary>
    public static AlertRule RuleOf(AlertCause cause) => Usual.Rules.First(r => r.Cause == cause);

    /// <summary>As it stands in keys.</summary>
    public static string WordOf(AlertCause cause) => cause switch
    {
        AlertCause.LateOrder => "late-order",
        AlertCause.SilentVendor => "silent-vendor",
        AlertCause.Discrepancy => "discrepancy",
        AlertCause.LateShipment => "late-shipment",
        AlertCause.OverdueMilestone => "overdue-milestone",
        AlertCause.FailedInspection => "failed-inspection",
        AlertCause.LateDecision => "late-decision",
        AlertCause.LateSubmission => "late-submission",
        _ => throw new UnreachableException(cause.ToString()),
    };

    /// <summary>The rule in words.</summary>
    public static string TextOf(AlertCause cause) => cause switch
    {
        AlertCause.LateOrder => "A line is forecast past its committed ex-factory or is blocked: P2. Past its cancel date, or more than 7 days late where it has none: P1.",
        AlertCause.SilentVendor => "The vendor has not answered the order by the day the answer was due: P2.",
        AlertCause.Discrepancy => "Two sources contradict each other about the order and nobody has settled it: P3.",
        AlertCause.LateShipment => "A shipment that carries a line comes 3 days or more later than planned: P3.",
        AlertCause.OverdueMilestone => "A milestone was due 2 days ago or more and nobody has reported it, and its line may still be on time: P3. Nothing was heard of the line for 5 days: P2.",
        AlertCause.FailedInspection => "A line waits because an inspection has failed: P2.",
        AlertCause.LateDecision => "A round of an approval has waited for our decision 2 days or more past its day, and its line may still be on time: P3.",
        AlertCause.LateSubmission => "A round of an approval has waited for the vendor 2 days or more past its day, and its line may still be on time: P3.",
        _ => throw new UnreachableException(cause.ToString()),
    };

    /// <summary>What to do about it.</summary>
    public static string AdviceOf(AlertCause cause) => cause switch
    {
        AlertCause.LateOrder => "Ask the vendor for a new forecast, or try in a what-if what would win the days back.",
        AlertCause.SilentVendor => "Chase the vendor for an answer.",
        AlertCause.Discrepancy => "Say which side is right.",
        AlertCause.LateShipment => "Ask the forwarder what can be won back, and tell who waits for the goods.",
        AlertCause.OverdueMilestone => "Ask whose milestone it is whether it has happened, or when it will.",
        AlertCause.FailedInspection => "Ask the vendor what is mended or sorted, and when it can be inspected again.",
        AlertCause.LateDecision => "Decide it, or ask whose review it is.",
        AlertCause.LateSubmission => "Ask the vendor when it will be sent.",
        _ => throw new UnreachableException(cause.ToString()),
    };
}
