using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Selvedge.Chaos.Checking;

/// <summary>One statement as the log holds it. It may have led to more events, which carry the same origin.</summary>
/// <param name="LastVersion">Of the last event that it caused; so is <paramref name="LastPosition"/>.</param>
internal sealed record Recorded(Statement What, int FirstVersion, int LastVersion, long LastPosition);

/// <summary>Finds the clients' statements in the log, by reading its JSON as anybody could.</summary>
internal static class Reports
{
    /// <summary>In the order of their positions; a statement that is recorded twice stands there twice.</summary>
    public static ImmutableArray<Recorded> In(Tables tables)
    {
        var numbers = tables.Streams.ToDictionary(s => s.Number, s => s.Id);
        var reports = new List<Recorded>();
        // The events of one command follow one another in its stream.
        var open = new Dictionary<long, int>();
        foreach (var happened in tables.Events)
        {
            if (happened.Type == "purchase-order.milestones-reported")
            {
                using var data = JsonDocument.Parse(happened.Data);
                foreach (var report in data.RootElement.GetProperty("reports").EnumerateArray())
                {
                    open[happened.Stream] = reports.Count;
                    reports.Add(new Recorded(Read(numbers[happened.Stream], report), happened.Version, happened.Version, happened.Position));
                }
            }
            else if (open.TryGetValue(happened.Stream, out var at) && Causes(reports[at].What, happened))
            {
                reports[at] = reports[at] with { LastVersion = happened.Version, LastPosition = happened.Position };
            }
        }

        return [.. reports];
    }

    private static Statement Read(string order, JsonElement report)
    {
        var (source, id) = (report.GetProperty("source").GetString()!, report.GetProperty("eventId").GetString()!);
        var at = report.GetProperty("updatedAt").GetDateTimeOffset().ToUniversalTime();
        return report.GetProperty("retracted").GetBoolean()
            ? new Statement(order, source, id, at, true)
            : new Statement(
                order, source, id, at, false, report.GetProperty("line").GetInt32(), report.GetProperty("milestone").GetString()!,
                report.GetProperty("classifier").GetString() switch { "plan" => "PLN", "estimate" => "EST", _ => "ACT" },
                DateOnly.ParseExact(report.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static bool Causes(Statement what, StoredEvent happened)
    {
        using var origin = JsonDocument.Parse(happened.Origin);
        return origin.RootElement.TryGetProperty("eventId", out var id) && id.GetString() == what.EventId
            && origin.RootElement.GetProperty("source").GetString() == what.Source
            && origin.RootElement.GetProperty("eventUpdatedAt").GetDateTimeOffset() == what.UpdatedAt;
    }
}
