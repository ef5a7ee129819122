using System.Collections.Immutable;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Calendars;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.BulkActs;

/// <summary>What is asked: one operation upon chosen lines.</summary>
/// <param name="Operation">shift, redate, assign or approve.</param>
/// <param name="Day">Of shift and redate: committed or expected.</param>
/// <param name="Milestone">Code; left out for ex-factory, and for all approvals.</param>
/// <param name="Days">Of shift: calendar days; negative for earlier.</param>
/// <param name="Date">Of redate.</param>
/// <param name="Responsible">Of assign.</param>
/// <param name="Reason">Delay reason code; required where a committed day moves.</param>
/// <param name="Note">Why, in words; may be left out of a preview.</param>
/// <param name="Looked">What the preview showed of each row; only rows that still stand so are set. Left out for all as they stand.</param>
public sealed record BulkForm(
    BulkKind Operation, BulkField? Day, string? Milestone, int? Days, DateOnly? Date, string? Responsible, string? Reason, string? Note,
    ImmutableArray<LineKey> Lines, ImmutableArray<LookedAt>? Looked)
{
    private const int MostLines = 1_000;
    // A line may wait for several approvals.
    private const int MostRows = 5_000;
    private const int MostDays = 365;

    internal static (BulkOperation Operation, string? Note, ImmutableArray<LineKey> Lines, ImmutableArray<LookedAt>? Looked) Read(JsonForm form, bool isPreview)
    {
        var kind = form.Word<BulkKind>("operation", required: true) ?? default;
        var milestone = form.Text("milestone", CalendarForms.MostText);
        var lines = form.Objects("lines", MostLines, f => new LineKey(
            f.Text("purchaseOrder", CalendarForms.MostText, required: true) ?? "", f.Whole("line", 1, int.MaxValue, required: true) ?? 0));
        if (lines.IsEmpty)
            form.Refuse("lines", "required", $"Choose 1 to {MostLines} lines.");
        return (OperationOf(form, kind, milestone), form.Text("note", CalendarForms.MostReason, required: !isPreview), [.. lines.Distinct()],
            form.Has("looked") ? form.Objects("looked", MostRows, LookedAt.Read) : null);
    }

    private static BulkOperation OperationOf(JsonForm form, BulkKind kind, string? milestone)
    {
        if (kind == BulkKind.Approve)
            return new BulkOperation(kind, BulkField.Decision, milestone, null, null, null, null);
        if (kind == BulkKind.Assign)
        {
            if (milestone is null)
                form.Refuse("milestone", "required", "Expected the code of the milestone that somebody else is to see to.");
            return new BulkOperation(kind, BulkField.Responsible, milestone, null, null, form.Text("responsible", CalendarForms.MostText, required: true), null);
        }

        var field = form.Word<BulkField>("day", required: true);
        if (field is BulkField.Responsible or BulkField.Decision)
            form.Refuse("day", "wrong-type", "Expected one of: committed, expected.");
        var reason = form.Text("reason", CalendarForms.MostText, required: field == BulkField.Committed);
        if (reason is not null && DelayReasons.Find(reason) is null)
            form.Refuse("reason", "unknown-reason", $"'{reason}' is no delay reason code.");
        var (days, date) = kind == BulkKind.Shift
            ? (form.Whole("days", -MostDays, MostDays, required: true), (DateOnly?)null)
            : (null, form.Day("date", required: true));
        if (days == 0)
            form.Refuse("days", "wrong-type", "Expected some days: 0 changes nothing.");
        return new BulkOperation(kind, field ?? default, milestone, days, date, null, reason);
    }
}

/// <summary>One row as a preview showed it.</summary>
/// <param name="Approval">Id of the approval that is decided.</param>
/// <param name="Day">From which a day moves.</param>
/// <param name="Responsible">Who saw to the milestone.</param>
/// <param name="Version">Of the approval.</param>
public sealed record LookedAt(string PurchaseOrder, int Line, string? Approval, DateOnly? Day, string? Responsible, int? Version)
{
    internal static LookedAt Of(BulkRow row) => new(row.PurchaseOrder, row.Line, row.Approval, row.From.Day, row.From.Responsible, row.From.Version);

    internal static LookedAt Read(JsonForm form) => new(
        form.Text("purchaseOrder", CalendarForms.MostText, required: true) ?? "", form.Whole("line", 1, int.MaxValue, required: true) ?? 0,
        form.Text("approval", CalendarForms.MostText), form.Day("day"), form.Text("responsible", CalendarForms.MostText), form.Whole("version", 1, int.MaxValue));
}
