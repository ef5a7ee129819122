using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>One lab dip of a style: to be asked for by 1 March, here by 16 March, decided by 23 March 2027.</summary>
public abstract class ApprovalSpec : Spec<Approval, ApprovalCommand, ApprovalEvent, ApprovalState>
{
    protected static readonly DateOnly RequestBy = new(2027, 3, 1);
    protected static readonly DateOnly SubmitBy = new(2027, 3, 16);
    protected static readonly DateOnly DecideBy = new(2027, 3, 23);

    /// <summary>Noon of the day on which everything happens.</summary>
    protected DateOnly Today { get; set; } = new(2027, 2, 20);

    protected WorkingCalendar Calendar { get; set; } = WorkingCalendars.Unknown;

    protected Surroundings Around => new(new DateTimeOffset(Today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero), Calendar) { Office = Office };

    protected WorkingCalendar Office { get; set; } = WorkingCalendars.Unknown;

    protected Round Round => State.Round!;

    protected static ApprovalSheet Sheet(
        string type = "lab-dip", string? colour = "Ink", string? milestone = "A06", bool mandatory = true, bool atReceipt = false) => new(
        new ApprovalSubject("ST-1", null, 0, type, colour, null, null), "HALDEN", "apparel", "SS27", "V-1", "Colour", milestone,
        ByColour: colour is not null, atReceipt, mandatory, RequestBy, SubmitBy, DecideBy, 7);

    protected static ApprovalAct Act(
        ApprovalMove move, DateOnly? on = null, DateOnly? date = null, string? text = null, int? version = null, Parcel? parcel = null,
        params ImmutableArray<string> reasons) =>
        new(move, "noor", Party.Brand, version, on, date, text, reasons, parcel, null, null, null);

    /// <summary>An act with all that its move asks for.</summary>
    protected ApprovalAct Complete(ApprovalMove move) => Act(
        move, date: move == ApprovalMove.Propose ? Today.AddDays(9) : null, text: "because", parcel: new Parcel("DHL", "44"), reasons: ["shade"]) with { Mill = move == ApprovalMove.NameMill ? "MILL-9" : null };

    protected void Plan(ApprovalSheet? sheet = null, params ImmutableArray<ApprovalAct> past) =>
        When(new ApprovalCommand.Plan(sheet ?? Sheet(), past), Around);

    protected void When(ApprovalAct act) => When(new ApprovalCommand.Do(act), Around);

    protected void When(ApprovalMove move) => When(Complete(move));

    protected void Wake() => When(new ApprovalCommand.Wake(), Around);

    /// <summary>Planned, asked for, and here.</summary>
    protected void Receive(ApprovalSheet? sheet = null)
    {
        Plan(sheet);
        When(ApprovalMove.Request);
        When(ApprovalMove.Receive);
    }
}
