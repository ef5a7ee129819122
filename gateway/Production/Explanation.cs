using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Production;

/// <summary>
/// Why a line leaves later than planned, or is at risk to: the days of the causes less the float absorbed are the slip, and
/// with the bridge they are the days past what was agreed.
/// </summary>
/// <param name="Blocks">What holds it up until somebody lifts it, and who that is; empty when nothing does.</param>
/// <param name="Bridge">Null for a line without a calendar.</param>
public sealed record Explanation(int SlipDays, int FloatAbsorbedDays, ImmutableArray<ExplainedCause> Causes, ImmutableArray<Block> Blocks, Bridge? Bridge)
{
    internal static Explanation Of(LineView line, PurchaseOrderHistory history, Rights rights) => new(
        line.SlipDays, line.FloatAbsorbedDays,
        [
            .. rights.Shown(line.Causes).Select(cause => new ExplainedCause(
                cause.Code, cause.Side, cause.Days, cause.Text, cause.Milestone,
                history.ReportOf(line.Number, cause.Milestone) ?? history.MoveOf(line.Number, cause.Milestone))),
        ],
        line.Blocks,
        line.ExFactory is { Baseline: { } baseline, Committed: { } committed } dates && (dates.Actual ?? dates.Forecast) is { } exFactory
            ? Bridge.Between(baseline, committed, exFactory)
            : null);
}

/// <param name="Code">Delay reason code, or null when nobody gave one.</param>
/// <param name="Event">Position in the log of the report behind it, or else of the event that moved the milestone; null when neither is known.</param>
public sealed record ExplainedCause(string? Code, Side Side, int Days, string Text, string Milestone, long? Event);
