using System.Collections.Immutable;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Calendars;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.BulkActs;

/// <summary>What is asked: one operation upon chosen lines.</summary>
/// <param name="Operation">shift, redate, assign, approve or enter.</param>
/// <param name="Day">Of shift and redate: committed or expected.</param>
/// <param name="Milestone">Code; left out for ex-factory, and for all approvals.</param>
/// <param name="Days">Of shift: calendar days; negative for earlier.</param>
/// <param name="Date">Of redate.</param>
/// <param name="Responsible">Of assign.</param>
/// <param name="Reason">Delay reason code; required where a committed day moves.</param>
/// <param name="Note">Why, in words; may be left out of a preview.</param>
/// <param name="Lines">Upon which it is done; left out of enter.</param>
/// <param name="Entries">Of enter: what is set of each line.</param>
/// <param name="Looked">What the preview showed of each row; only rows that still stand so are set. Left out for all as they stand.</param>
/// <param name="Contributing">Of a committed day: up to two delay reason codes beside the first.</param>
public sealed record BulkForm(
    BulkKind Operation, BulkField? Day, string? Milestone, int? Days, DateOnly? Date, string? Responsible, string? Reason, string? Note,
    ImmutableArray<LineKey>? Lines, ImmutableArray<EnteredDay>? Entries, ImmutableArray<LookedAt>? Looked, ImmutableArray<string>? Contributing)
{
    private const int MostLines = 1_000;
    // A line may wait for several approvals.
    private const int MostRows = 5_000;
    private const int MostDays = 365;

    internal static (BulkOperation Operation, string? Note, ImmutableArray<ChosenLine> Lines, ImmutableArray<LookedAt>? Looked) Read(JsonForm form, bool isPreview)
    {
        var kind = form.Word<BulkKind>("operation", required: true) ?? default;
        var milestone = form.Text("milestone", CalendarForms.MostText);
        var operation = OperationOf(form, kind, milestone);
        return (operation, form.Text("note", CalendarForms.MostReason, required: !isPreview),
            kind == BulkKind.Enter ? EntriesOf(form, operation) : LinesOf(form, operation),
            form.Has("looked") ? form.Objects("looked", MostRows, LookedAt.Read) : null);
    }

    private static ImmutableArray<ChosenLine> LinesOf(JsonForm form, BulkOperation operation)
    {
        var lines = form.Objects("lines", MostLines, KeyOf);
        if (lines.IsEmpty)
            form.Refuse("lines", "required", $"Choose 1 to {MostLines} lines.");
        return [.. lines.Distinct().Select(line => new ChosenLine(line, operation, null))];
    }

    private static ImmutableArray<ChosenLine> EntriesOf(JsonForm form, BulkOperation operation)
    {
        var entries = form.Objects("entries", MostRows, EnteredDay.Read);
        if (entries.IsEmpty)
            form.Refuse("entries", "required", $"Expected 1 to {MostRows} entries.");
        var known = new HashSet<(string, int, BulkField, string?)>();
        foreach (var (entry, place) in entries.Select((entry, place) => (entry, place)))
            if (!known.Add((entry.PurchaseOrder, entry.Line, entry.Day, entry.Milestone)))
                form.Refuse($"entries/{place}", "twice", $"This day of {entry.PurchaseOrder} line {entry.Line} is entered already.");
        var moves = entries.Any(entry => entry.Day == BulkField.Committed);
        if (operation.Reason is null && moves)
            form.Refuse("reason", "required", "A committed day moves with a reason.");
        if (operation.Contributing is not null && !moves)
            RefuseContributing(form);
        return
        [
            .. entries.Select((entry, place) => new ChosenLine(
                new LineKey(entry.PurchaseOrder, entry.Line), operation with { Field = entry.Day, Milestone = entry.Milestone, Date = entry.Date }, place)),
        ];
    }

    internal static LineKey KeyOf(JsonForm form) => new(
        form.Text("purchaseOrder", CalendarForms.MostText, required: true) ?? "", form.Whole("line", 1, int.MaxValue, required: true) ?? 0);

    private static BulkOperation OperationOf(JsonForm form, BulkKind kind, string? milestone)
    {
        if (kind is BulkKind.Approve or BulkKind.Assign && form.Has("contributing"))
            RefuseContributing(form);
        if (kind == BulkKind.Approve)
            return new BulkOperation(kind, BulkField.Decision, milestone, null, null, null, null);
        if (kind == BulkKind.Assign)
        {
            if (milestone is null)
                form.Refuse("milestone", "required", "Expected the code of the milestone that somebody else is to see to.");
            return new BulkOperation(kind, BulkField.Responsible, milestone, null, null, form.Text("responsible", CalendarForms.MostText, required: true), null);
        }

        var field = kind == BulkKind.Enter ? null : form.Word<BulkField>("day", required: true);
        if (field is not (null or BulkField.Committed or BulkField.Expected))
            form.Refuse("day", "wrong-type", "Expected one of: committed, expected.");
        var reason = form.Text("reason", CalendarForms.MostText, required: field == BulkField.Committed);
        if (reason is not null && DelayReasons.Find(reason) is null)
            form.Refuse("reason", "unknown-reason", $"'{reason}' is no delay reason code.");
        if (field == BulkField.Expected && form.Has("contributing"))
            RefuseContributing(form);
        var contributing = field != BulkField.Expected && form.Has("contributing") ? ContributingOf(form, reason) : (ImmutableArray<string>?)null;
        if (kind == BulkKind.Enter)
            return new BulkOperation(kind, default, null, null, null, null, reason, contributing);
        var (days, date) = kind == BulkKind.Shift
            ? (form.Whole("days", -MostDays, MostDays, required: true), (DateOnly?)null)
            : (null, form.Day("date", required: true));
        if (days == 0)
            form.Refuse("days", "wrong-type", "Expected some days: 0 changes nothing.");
        return new BulkOperation(kind, field ?? default, milestone, days, date, null, reason, contributing);
    }

    private static void RefuseContributing(JsonForm form) =>
        form.Refuse("contributing", "needless", "Further reasons stand beside that of a committed day that moves.");

    private static ImmutableArray<string> ContributingOf(JsonForm form, string? reason)
    {
        var contributing = form.Texts("contributing", DelayReasons.MostContributing, CalendarForms.MostText);
        if (DelayReasons.RefuseContributing(reason ?? "", contributing) is { } refusal)
            form.Refuse(refusal.Pointer.TrimStart('/'), refusal.Code, refusal.Detail);
        return contributing;
    }
}

/// <summary>One day that was entered for one line.</summary>
/// <param name="Day">Which: committed, expected or happened.</param>
/// <param name="Milestone">Code; left out for ex-factory.</param>
public sealed record EnteredDay(string PurchaseOrder, int Line, BulkField Day, string? Milestone, DateOnly Date)
{
    internal static EnteredDay Read(JsonForm form)
    {
        var (order, line) = BulkForm.KeyOf(form);
        var day = form.Word<BulkField>("day", required: true) ?? default;
        if (day is not (BulkField.Committed or BulkField.Expected or BulkField.Happened))
            form.Refuse("day", "wrong-type", "Expected one of: committed, expected, happened.");
        return new EnteredDay(order, line, day, form.Text("milestone", CalendarForms.MostText), form.Day("date", required: true) ?? default);
    }
}

/// <summary>A line, and what is asked of it.</summary>
/// <param name="Entry">Place among what was entered; null of what is asked of all lines alike.</param>
internal sealed record ChosenLine(LineKey Line, BulkOperation Operation, int? Entry);

/// <summary>One row as a preview showed it.</summary>
/// <param name="Approval">Id of the approval that is decided.</param>
/// <param name="Field">Of what was entered: which day.</param>
/// <param name="Milestone">Of what was entered: its code.</param>
/// <param name="Day">From which a day moves.</param>
/// <param name="Responsible">Who saw to the milestone.</param>
/// <param name="Version">Of the approval.</param>
public sealed record LookedAt(
    string PurchaseOrder, int Line, string? Approval, BulkField? Field, string? Milestone, DateOnly? Day, string? Responsible, int? Version)
{
    // One operation for all makes one row of a line: only of what was entered there may be several.
    internal static LookedAt Of(BulkRow row, BulkKind kind)
    {
        var several = kind == BulkKind.Enter;
        return new(
            row.PurchaseOrder, row.Line, row.Approval, several ? row.Field : null, several ? row.Milestone : null, row.From.Day, row.From.Responsible, row.From.Version);
    }

    internal static LookedAt Read(JsonForm form)
    {
        var (order, line) = BulkForm.KeyOf(form);
        return new LookedAt(
            order, line, form.Text("approval", CalendarForms.MostText), form.Word<BulkField>("field"), form.Text("milestone", CalendarForms.MostText), form.Day("day"),
            form.Text("responsible", CalendarForms.MostText), form.Whole("version", 1, int.MaxValue));
    }
}
