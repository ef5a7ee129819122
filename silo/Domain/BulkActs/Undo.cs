using System.Collections.Immutable;
using Selvedge.Domain.People;

namespace Selvedge.Domain.BulkActs;

/// <summary>What is taken back of an act upon many rows, and what has come of it: of a bulk act, and of a what-if that was applied.</summary>
/// <param name="Tasks">The last, with the rows of those before.</param>
/// <param name="Restored">The last outcome of each row that was told.</param>
public sealed record Undo(ImmutableArray<BulkTask> Tasks, Author By, DateTimeOffset At, ImmutableArray<RowOutcome> Restored)
{
    /// <summary>Whether all rows were taken back or left, some of them for what may pass.</summary>
    public bool MayTryAgain => MayTry(Tasks.Length, Restored.Length, Hindered);

    /// <summary>The same of an undo that is known by its counts alone.</summary>
    public static bool MayTry(int toRestore, int restored, int hindered) => restored == toRestore && hindered > 0;

    /// <summary>Rows that were left because somebody has moved them since.</summary>
    public int Kept => Restored.Count(o => o is { Status: RowStatus.Refused, Problem.Code: BulkTask.MovedSince });

    /// <summary>Rows that wait for a second person to go back.</summary>
    public int ToConfirm => Restored.Count(o => o.Status == RowStatus.Proposed);

    /// <summary>Rows that were left for what may pass.</summary>
    public int Hindered => Restored.Count(IsHindered);

    /// <summary>The rows, by number, that the next try is about: what was hindered, and all where none was taken back before.</summary>
    public static Predicate<int> Next(Undo? before) =>
        before is null ? _ => true : before.Restored.Where(IsHindered).Select(outcome => outcome.Row).ToHashSet().Contains;

    /// <summary>With what is tried again as if it had not been told: the rest stays taken back.</summary>
    public static Undo After(Undo? before, ImmutableArray<BulkTask> tasks, Author by, DateTimeOffset at)
    {
        var rows = tasks.Select(task => task.Row.Number).ToHashSet();
        return new Undo(
            [.. (before?.Tasks ?? []).Where(task => !rows.Contains(task.Row.Number)), .. tasks], by, at,
            (before?.Restored ?? []).RemoveAll(outcome => rows.Contains(outcome.Row)));
    }

    public Undo With(ImmutableArray<RowOutcome> told) => this with { Restored = Restored.AddRange(told) };

    // That somebody has moved it since does not pass.
    private static bool IsHindered(RowOutcome restored) => restored is { Status: RowStatus.Refused, Problem.Code: not BulkTask.MovedSince };
}
