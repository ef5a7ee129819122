using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Selvedge.Domain;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.WhatIfs;

/// <summary>What is asked: what would be if all of this were so.</summary>
public sealed record WhatIfForm(ImmutableArray<Assumption> Assumptions);

/// <summary>Let it come so.</summary>
public sealed record ApplyForm(ImmutableArray<Assumption> Assumptions, string Reason);

/// <summary>What would be, over the open lines that are meant and that the reader may see. Counts are in lines unless they say orders.</summary>
/// <param name="At">As of when it was foreseen.</param>
/// <param name="Lines">That are meant, moved or not.</param>
/// <param name="Affected">Of which anything would be otherwise.</param>
/// <param name="Moved">Whose ex-factory or arrival in the distribution centre would move.</param>
/// <param name="Days">Of ex-factory, all lines together; negative where they gain.</param>
/// <param name="NewlyLate">That would turn late or critical.</param>
/// <param name="Recovered">That would no longer be late or critical.</param>
/// <param name="Items">The affected lines, worst first: by their health then, by the days they lose, by number.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record WhatIfReport(
    DateTimeOffset At, int PurchaseOrders, int Lines, int Affected, int Moved, int Days, int NewlyLate, int Recovered,
    HealthCounts HealthBefore, HealthCounts HealthAfter, ImmutableArray<WhatIfItem> Items, string? Next);

/// <param name="Days">That ex-factory would lose; negative where it gains.</param>
/// <param name="Milestones">How many of its milestones would move.</param>
public sealed record WhatIfItem(
    string PurchaseOrder, int Line, string Brand, string Category, string Vendor, string? Style, string Description, string Colour, int Quantity,
    DateOnly? Committed, DateOnly? Cancel, LineProspect Before, LineProspect After, int Days, int Milestones)
{
    internal static WhatIfItem Of(PurchaseOrderRow order, LineRow line, LineForesight foreseen) => new(
        order.Number, line.Number, order.Brand, order.Category, order.Vendor, line.Style, line.Description, line.Colour, line.Quantity,
        line.Committed, line.Cancel, foreseen.Before, foreseen.After, DaysOf(foreseen), foreseen.MovedMilestones);

    internal static int DaysOf(LineForesight foreseen) => foreseen.After.ExFactory.DayNumber - foreseen.Before.ExFactory.DayNumber;
}

/// <param name="Id">Of the what-if: by it its progress is read.</param>
/// <param name="PurchaseOrders">That are told a day; with styles, factories and reshipments, all that is told.</param>
/// <param name="Reshipments">Orders that are revised because lines travel otherwise.</param>
public sealed record WhatIfVerdict(WriteStatus Status, string Id, int Version, long Position, int PurchaseOrders, int Styles, int Closures, int Lines, int Reshipments);

/// <summary>How far a what-if that was applied has come.</summary>
/// <param name="By">Id of the person.</param>
/// <param name="Lines">Foreseen to be otherwise when it was applied.</param>
/// <param name="Targets">Orders, styles and factories that are told.</param>
/// <param name="Done">Those that were; counted by hundreds.</param>
/// <param name="Settled">All were.</param>
public sealed record WhatIfProgress(
    string Id, string Reason, string By, DateTimeOffset At, int PurchaseOrders, int Styles, int Closures, int Lines, int Reshipments, int Targets, int Done, bool Settled);

/// <summary>One what-if that was applied. Counts of what is taken back are in rows.</summary>
/// <param name="By">Id of the person.</param>
/// <param name="Lines">Foreseen to be otherwise when it was applied.</param>
/// <param name="Settled">All were told.</param>
/// <param name="ToRestore">That are taken back; 0 while it was not.</param>
/// <param name="Restored">Of these, told so far.</param>
/// <param name="Kept">Of these, left because somebody has moved them since.</param>
/// <param name="ToConfirm">Of these, waiting for a second person.</param>
/// <param name="Hindered">Of these, left for what may pass: they can be taken back once more.</param>
/// <param name="MayUndo">Whether the reader may take it back now, or what was hindered of it.</param>
public sealed record WhatIfSummary(
    string Id, string Reason, string By, string ByName, DateTimeOffset At, int PurchaseOrders, int Styles, int Closures, int Lines, int Reshipments, bool Settled,
    DateTimeOffset? Undone, string? UndoneBy, int ToRestore, int Restored, int Kept, int ToConfirm, int Hindered, bool MayUndo)
{
    /// <param name="seesAll">Whether the reader sees all that it has set.</param>
    internal static WhatIfSummary Of(WhatIfRow row, bool isSettled, bool seesAll, Rows rows, Rights reader) => new(
        row.Id, row.Reason, row.By, rows.PersonName(row.By), row.At, row.PurchaseOrders, row.Styles, row.Closures, row.Lines, row.Reshipments, isSettled,
        row.Undone, row.UndoneBy is { } by ? rows.PersonName(by) : null, row.ToRestore, row.Restored, row.Kept, row.ToConfirm, row.Hindered,
        seesAll && reader.MayTakeBackWhatIf(row.Closures > 0, row.Reshipments > 0)
            && (row.Undone is null ? isSettled : row.MayTryAgain));
}

/// <summary>What taking a what-if back would come to, or came to.</summary>
/// <param name="Rows">That it has set: days of orders and styles, lines that travel otherwise, closures.</param>
/// <param name="Back">That stand as before.</param>
/// <param name="ToConfirm">That wait for a second person to go back.</param>
/// <param name="Left">That stay, with why; as far as the reader may see them.</param>
public sealed record WhatIfUndo(WhatIfSummary WhatIf, int Rows, int Back, int ToConfirm, ImmutableArray<LeftRow> Left)
{
    internal static WhatIfUndo Of(WhatIfSummary whatIf, ImmutableArray<BulkTask> tasks, ImmutableArray<RowOutcome> outcomes, Sight sight)
    {
        var rowsByNumber = tasks.ToDictionary(task => task.Row.Number, task => task.Row);
        return new WhatIfUndo(
            whatIf, tasks.Length, outcomes.Count(o => o.Status is RowStatus.Done or RowStatus.Unchanged), outcomes.Count(o => o.Status == RowStatus.Proposed),
            [
                .. from outcome in outcomes
                   where outcome.Problem is not null
                   orderby outcome.Row
                   let row = rowsByNumber[outcome.Row]
                   where TakingBack.Sees(row, sight)
                   select LeftRow.Of(row, outcome.Problem!),
            ]);
    }
}

/// <summary>One thing that stays as somebody else has set it since, or as what stands in the way has it.</summary>
/// <param name="PurchaseOrder">Null where it is of a style or a factory; as is the line.</param>
/// <param name="Vendor">Whose factory was closed.</param>
public sealed record LeftRow(string? PurchaseOrder, int? Line, string? Style, string? Colour, string? Milestone, string? Vendor, Refusal Why)
{
    internal static LeftRow Of(BulkRow row, Refusal why) =>
        new(row.PurchaseOrder.Length == 0 ? null : row.PurchaseOrder, row.Line == 0 ? null : row.Line, row.Style, row.Colour, row.Milestone, row.Closed?.Vendor, why);
}
