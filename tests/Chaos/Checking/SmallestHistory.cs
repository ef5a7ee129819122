using System.Diagnostics;

namespace Selvedge.Chaos.Checking;

/// <summary>What shows a violation and no more: the sendings and the log of the one order, of the one event where it is one.</summary>
internal static class SmallestHistory
{
    private const int MostLines = 60;

    public static IEnumerable<string> Of(Violation violation, Evidence evidence)
    {
        if (violation.PurchaseOrder is not { } order)
            return [];
        var start = evidence.Sendings.Select(s => s.InvokedAt).DefaultIfEmpty().Min();
        var sent = evidence.Sendings
            .Where(s => s.What.PurchaseOrder == order && (violation.EventId is null || s.What.EventId == violation.EventId))
            .OrderBy(s => s.InvokedAt)
            .Select(s => $"  {Seconds(s.InvokedAt)}..{Seconds(s.AnsweredAt)} {s.Node} {s.What} -> {s.Told} v{s.Version} p{s.Position} {s.Problem}");
        var logged = Reports.In(evidence.Tables)
            .Where(r => r.What.PurchaseOrder == order && (violation.EventId is null || r.What.EventId == violation.EventId))
            .Select(r => $"  log v{r.FirstVersion}-{r.LastVersion} p{r.LastPosition} {r.What}");
        return sent.TakeLast(MostLines).Concat(logged.TakeLast(MostLines));

        string Seconds(long at) => at == long.MaxValue ? "?" : $"{Stopwatch.GetElapsedTime(start, at).TotalSeconds:F3}";
    }
}
