using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Selvedge.Chaos.Checking;

/// <summary>One statement as the log holds it. It may have led to more events, which carry the same origin.</summary>
/// <param name="LastVersion">Of the last event that it caused; so is <paramref name="LastPosition"/>.</param>
internal sealed record Recorded(Statement What, int FirstVersion, int LastVersion, long LastPosition);

/// <summary>Finds the clients' statements in the log, by reading it as anybody could.</summary>
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
                foreach (var report in Stored.Parse(happened.Data)[0].EnumerateArray())
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

    // [source, event id, updated at, retracted, line, milestone, classifier, day, ...]
    private static Statement Read(string order, JsonElement report)
    {
        var (source, id) = (report[0].GetString()!, report[1].GetString()!);
        var at = Stored.Instant(report[2])!.Value;
        return report[3].GetBoolean()
            ? new Statement(order, source, id, at, true)
            : new Statement(
                order, source, id, at, false, report[4].GetInt32(), report[5].GetString()!,
                report[6].GetString() switch { "plan" => "PLN", "estimate" => "EST", _ => "ACT" },
                DateOnly.ParseExact(Stored.Day(report[7])!, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    // [actor, source, event id, updated at], or the actor alone where nothing was reported; empty where it is that of the event before.
    private static bool Causes(Statement what, StoredEvent happened)
    {
        if (happened.Origin.Length == 0)
            return true;
        var origin = Stored.Parse(happened.Origin);
        return origin.GetArrayLength() > 3 && Stored.Text(origin[2]) == what.EventId && Stored.Text(origin[1]) == what.Source && Stored.Instant(origin[3]) == what.UpdatedAt;
    }
}
