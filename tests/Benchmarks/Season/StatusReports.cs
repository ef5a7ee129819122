using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Partners;

namespace Selvedge.Benchmarks.Season;

/// <summary>Writes what a vendor or forwarder would report next about one order: facts for what is due, estimates for the rest.</summary>
internal sealed class StatusReports
{
    private const double ShareWithReason = 0.3;
    private static readonly ImmutableArray<string> Reasons = ["FA-CAP", "MT-MILL", "FA-QC", "BR-APPR", "MT-TRIM"];

    private readonly string order;
    private readonly string source;
    private readonly ImmutableArray<(int Line, string Milestone, DateOnly Forecast)> open;

    public StatusReports(PurchaseOrderState state)
    {
        (order, source) = (state.Placed!.Number, $"VENDOR-{state.Placed.Vendor}");
        open = [.. state.Lines.Where(l => l.Timeline is not null).SelectMany(l => Milestones(l, onlyOpen: true))];
        if (open.IsEmpty)
            open = [.. state.Lines.Where(l => l.Timeline is not null).SelectMany(l => Milestones(l, onlyOpen: false))];
    }

    public ReportMilestone Next(DateTimeOffset at, Random dice)
    {
        var (line, milestone, forecast) = open[dice.Next(open.Length)];
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var happened = forecast <= today;
        var day = happened ? today.AddDays(-dice.Next(0, 3)) : forecast.AddDays(dice.Next(-3, 6));
        var reason = day > forecast && dice.NextDouble() < ShareWithReason ? Reasons[dice.Next(Reasons.Length)] : null;
        return new ReportMilestone(
            source, Guid.NewGuid().ToString("N"), at, false, line, milestone, happened ? Classifier.Actual : Classifier.Estimate,
            day, reason, reason is null ? null : "as told by the merchandiser on site");
    }

    /// <summary>The report as a partner sends it.</summary>
    public byte[] NextAsJson(DateTimeOffset at, Random dice)
    {
        var report = Next(at, dice);
        return JsonSerializer.SerializeToUtf8Bytes(
            new StatusEventDocument(
                report.Source, report.EventId, report.UpdatedAt, false, order, report.Line, null, "milestone", report.Milestone,
                report.Classifier == Classifier.Actual ? "ACT" : "EST", report.Date, report.Reason, report.Note),
            StatusEventJson.Default.StatusEventDocument);
    }

    // Not the last: an order whose lines have all left closes, and nobody reports on it any more.
    private static IEnumerable<(int, string, DateOnly)> Milestones(LineState line, bool onlyOpen)
    {
        var milestones = line.Timeline!.Template.Milestones;
        var facts = line.Timeline.Facts();
        for (var m = 0; m < milestones.Length; m++)
            if (m != line.Timeline.Template.ExFactory && milestones[m].Home == MilestoneHome.Line && !(onlyOpen && facts[m].Happened is not null))
                yield return (line.Order.Number, milestones[m].Code, line.Timeline.Forecast[m]);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatusEventDocument))]
[JsonSerializable(typeof(StatusEventDocument[]))]
internal sealed partial class StatusEventJson : JsonSerializerContext;
