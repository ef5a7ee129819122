using System.Collections.Concurrent;

namespace Selvedge.Gateway.Imports;

/// <summary>Takes a plan's sheets to whoever judges them, side by side, and adds up what became of the lines.</summary>
internal static class Applier
{
    // Enough that the journal's group commits fill, too few to crowd out what people do meanwhile.
    private const int SheetsAtOnce = 64;

    /// <summary>Throws what the judge throws, and leaves the rest of the file undone: what was applied stays, and sending again is safe.</summary>
    /// <param name="judge">Records a sheet, or only looks what would become of it. Called from several threads.</param>
    public static async Task<ImportReport> ApplyAsync(ImportPlan plan, Func<PlannedSheet, Task<SheetVerdict>> judge, CancellationToken ct)
    {
        var refusals = new ConcurrentQueue<Issue>();
        int created = 0, changed = 0, unchanged = 0;
        await Parallel.ForEachAsync(
            plan.Sheets, new ParallelOptions { MaxDegreeOfParallelism = SheetsAtOnce, CancellationToken = ct },
            async (sheet, _) =>
            {
                var verdict = await judge(sheet);
                switch (verdict.Outcome)
                {
                    case SheetOutcome.Created:
                        Interlocked.Add(ref created, sheet.Rows.Length);
                        break;
                    case SheetOutcome.Changed:
                        Interlocked.Add(ref changed, sheet.Rows.Length);
                        break;
                    case SheetOutcome.Unchanged:
                        Interlocked.Add(ref unchanged, sheet.Rows.Length);
                        break;
                    default:
                        foreach (var issue in Refusals.Of(verdict.Problem!, sheet, plan.Mapping))
                            refusals.Enqueue(issue);
                        break;
                }
            });
        return ImportReport.Of(plan, created, changed, unchanged, refusals);
    }
}
