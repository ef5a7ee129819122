using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Boards.Wire;
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
