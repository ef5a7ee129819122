using Selvedge.Domain.Alerts;
using Selvedge.Gateway.Languages;

namespace Selvedge.Gateway.Alerts;

/// <summary>The rule by which somebody is alerted, in words.</summary>
internal static class RuleWords
{
    /// <param name="decided">The brand's own; null for the product's.</param>
    public static string Of(AlertCause cause, AlertRule? decided, Tongue says)
    {
        if (decided is null)
            return says.Said(AlertRules.TextOf(cause));
        (string, string) loud = ("severity", $"{decided.Severity}");
        var days = Math.Max(1, decided.FromDays);
        return cause switch
        {
            AlertCause.LateOrder => says.N(
                days, "The brand's own rule: a line is blocked or late: {severity}. Critical: P1.", "The brand's own rule: a line is blocked, or late by {n} days or more: {severity}. Critical: P1.", loud),
            AlertCause.SilentVendor => says.T("The brand's own rule: the vendor has not answered by its day: {severity}.", loud),
            AlertCause.LateShipment => says.N(
                days, "The brand's own rule: a shipment comes later than planned: {severity}.", "The brand's own rule: a shipment comes {n} days or more later than planned: {severity}.", loud),
            AlertCause.OverdueMilestone => says.N(
                days, "The brand's own rule: nobody has reported a milestone whose day has passed: {severity}, of a silent line P2 at least.", "The brand's own rule: nobody has reported a milestone that was due {n} days ago or more: {severity}, of a silent line P2 at least.", loud),
            AlertCause.FailedInspection => says.N(
                days, "The brand's own rule: a line waits because an inspection has failed: {severity}.", "The brand's own rule: a line waits {n} days or more because an inspection has failed: {severity}.", loud),
            AlertCause.LateDecision => says.N(
                days, "The brand's own rule: a round of an approval waits for our decision past its day: {severity}.", "The brand's own rule: a round of an approval waits for our decision {n} days or more past its day: {severity}.", loud),
            AlertCause.LateSubmission => says.N(
                days, "The brand's own rule: a round of an approval waits for the vendor past its day: {severity}.", "The brand's own rule: a round of an approval waits for the vendor {n} days or more past its day: {severity}.", loud),
            _ => says.N(
                days, "The brand's own rule: two sources contradict each other: {severity}.", "The brand's own rule: two sources contradict each other by {n} days or more, or of a quantity: {severity}.", loud),
        };
    }

    public static string Of(IncidentRow incident, Tongue says) => Of(incident.Subject.Cause, incident.Finding.Rule, says);
}
