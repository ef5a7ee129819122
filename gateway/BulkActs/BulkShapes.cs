using System.Collections.Immutable;
using Selvedge.Domain;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.BulkActs;

/// <summary>What a bulk act would do. Counts are in rows.</summary>
/// <param name="At">As of when it was foreseen.</param>
/// <param name="Done">That would be done at once.</param>
/// <param name="Proposed">That would wait for a second person.</param>
/// <param name="Unchanged">That stand so already.</param>
/// <param name="Refused">That would be left as they are.</param>
/// <param name="Items">Worst first: by the line's health then, by the days it loses; what would be refused comes last.</param>
public sealed record BulkPreview(DateTimeOffset At, int Done, int Proposed, int Unchanged, int Refused, int NewlyLate, int Recovered, ImmutableArray<BulkItem> Items)
{
    internal static BulkPreview Of(IReadOnlyCollection<BulkItem> items, DateTimeOffset at)
    {
        return new BulkPreview(
            at, Count(RowStatus.Done), Count(RowStatus.Proposed), Count(RowStatus.Unchanged), Count(RowStatus.Refused),
            items.Count(i => !IsLate(i.Before) && IsLate(i.After)), items.Count(i => IsLate(i.Before) && !IsLate(i.After)),
            [
                .. items.OrderBy(i => i.Status == RowStatus.Refused).ThenBy(i => i.After is { } after ? HealthRules.WorstFirst.IndexOf(after.Health) : int.MaxValue)
                    .ThenByDescending(i => i.Days).ThenBy(i => i.PurchaseOrder, StringComparer.Ordinal).ThenBy(i => i.Line),
            ]);

        int Count(RowStatus status) => items.Count(i => i.Status == status);

        static bool IsLate(LineProspect? line) => line is not null && HealthRules.IsLate(line.Health);
    }
}

/// <summary>One row before it is done. From and to are null where nothing can be set.</summary>
/// <param name="Entry">Place among what was entered; null of other operations.</param>
/// <param name="Field">Of what is set.</param>
/// <param name="Days">By which the day moves; by which ex-factory does where no day is set.</param>
/// <param name="Problem">Why it would be left.</param>
public sealed record BulkItem(
    string PurchaseOrder, int Line, string? Vendor, string? VendorName, string? Style, string? Description, string? Colour, int? Quantity,
    string? Milestone, string? Approval, BulkValue? From, BulkValue? To, int Days, LineProspect? Before, LineProspect? After, RowStatus Status, Refusal? Problem,
    int? Entry, BulkField? Field)
{
    internal static BulkItem Unknown(ChosenLine line, Refusal problem) => new(
        line.Line.PurchaseOrder, line.Line.Line, null, null, null, null, null, null, null, null, null, null, 0, null, null, RowStatus.Refused, problem, line.Entry, null);

    internal static BulkItem Of(Chosen chosen, BulkEffect effect, Rows rows) => new(
        chosen.Order.Number, chosen.Line.Number, chosen.Order.Vendor, rows.VendorName(chosen.Order.Vendor), chosen.Line.Style, chosen.Line.Description, chosen.Line.Colour,
        chosen.Line.Quantity, effect.Row?.Milestone, effect.Row?.Approval, effect.Row?.From, effect.Row?.To,
        effect.Row is { } row ? DaysOf(row) ?? (effect is { Before: { } before, After: { } after } ? after.ExFactory.DayNumber - before.ExFactory.DayNumber : 0) : 0,
        effect.Before, effect.After, effect.Status, effect.Problem, chosen.Asked.Entry, effect.Row?.Field);

    internal static int? DaysOf(BulkRow row) => row is { From.Day: { } from, To.Day: { } to } ? to.DayNumber - from.DayNumber : null;
}

/// <param name="Id">Of the act: by it its rows are read and it is taken back.</param>
/// <param name="Rows">That are told.</param>
/// <param name="Left">Lines that were chosen and left.</param>
public sealed record BulkVerdict(WriteStatus Status, string Id, int Version, long Position, int Rows, int Left);

/// <summary>One bulk act and how far it has come. Counts are in rows.</summary>
/// <param name="Day">committed or expected, of a shift or new date; null of what was entered, where each row says it.</param>
/// <param name="By">Id of the person.</param>
/// <param name="Settled">That have been told; all when equal to <paramref name="Rows"/>.</param>
/// <param name="Left">Lines that were chosen and of which nothing could be set.</param>
/// <param name="ToRestore">That are taken back; 0 while it was not.</param>
/// <param name="Restored">Of these, told so far.</param>
/// <param name="Kept">Of these, left because somebody has moved them since.</param>
/// <param name="ToConfirm">Of these, waiting for a second person.</param>
/// <param name="Hindered">Of these, left for what may pass: they can be taken back once more.</param>
/// <param name="MayUndo">Whether the reader may take it back now, or what was hindered of it.</param>
public sealed record BulkActSummary(
    string Id, BulkKind Operation, BulkField? Day, string? Milestone, int? Days, DateOnly? Date, string? Responsible, string? Reason, string Note,
    string By, string ByName, DateTimeOffset At, int Rows, int Settled, int Done, int Proposed, int Unchanged, int Refused, int Left,
    DateTimeOffset? Undone, string? UndoneBy, int ToRestore, int Restored, int Kept, int ToConfirm, int Hindered, bool MayUndo)
{
    internal static BulkActSummary Of(BulkActRow act, Rows rows, Rights reader) => new(
        act.Id, act.Operation.Kind, act.Operation.Kind == BulkKind.Enter ? null : act.Operation.Field, act.Operation.Milestone, act.Operation.Days, act.Operation.Date, act.Operation.Responsible, act.Operation.Reason,
        act.Note, act.By, rows.PersonName(act.By), act.At, act.Rows, act.Settled, act.Done, act.Proposed, act.Unchanged, act.Refused, act.Left,
        act.Undone, act.UndoneBy is { } by ? rows.PersonName(by) : null, act.ToRestore, act.Restored, act.Kept, act.ToConfirm, act.Hindered,
        reader.MayTakeBackBulkAct(act.Operation.Kind)
            && (act.Undone is null ? act.Settled == act.Rows && act.Done + act.Proposed > 0 : act.MayTryAgain));
}

/// <summary>A bulk act with its rows, in the order in which they were chosen, as far as the reader may see their orders.</summary>
public sealed record BulkActDetail(BulkActSummary Act, ImmutableArray<BulkActItem> Items, ImmutableArray<LeftLine> Left);

/// <summary>One row of an act that was applied.</summary>
/// <param name="Field">Of what is set.</param>
/// <param name="Status">Null until its order or approval was told.</param>
/// <param name="Problem">Why it was left.</param>
/// <param name="Restored">What taking it back came to; null until then.</param>
/// <param name="Kept">Why it was left when the act was taken back.</param>
public sealed record BulkActItem(
    string PurchaseOrder, int Line, string? VendorName, string? Milestone, string? Approval, BulkValue From, BulkValue To, int? Days,
    RowStatus? Status, Refusal? Problem, RowStatus? Restored, Refusal? Kept, BulkField Field);
