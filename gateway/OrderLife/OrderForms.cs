using System.Collections.Immutable;
using Selvedge.Domain;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.OrderLife;

/// <summary>Reads what may be asked of orders from the bodies of requests.</summary>
internal static class OrderForms
{
    private const int MaxNumberCharacters = 40;
    private const int MaxNameCharacters = 100;
    private const int MaxTextCharacters = 2_000;
    private const int MaxLines = 2_000;
    private const int MaxSizes = 100;
    private const int MaxPieces = 100_000_000;

    private static readonly string[] Incoterms = ["EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"];

    public static OrderAct Draft(JsonForm form) => new(Draft: new DraftOrder(
        Number(form), form.Text("brand", MaxNameCharacters, required: true) ?? "", Category(form),
        form.Text("season", MaxNameCharacters, required: true) ?? "", form.Text("vendor", MaxNameCharacters, required: true) ?? "",
        Incoterm(form), ShipMode(form), form.Text("template", MaxNameCharacters), form.Text("parent", MaxNumberCharacters),
        form.Objects("lines", MaxLines, Line), AttributeForms.Of(form)));

    public static OrderAct Amend(JsonForm form) => new(Amend: Changes(form) with
    {
        Vendor = form.Text("vendor", MaxNameCharacters), Removed = form.Wholes("removed", MaxLines, 1, int.MaxValue), Attributes = AttributeForms.Of(form),
    });

    public static OrderAct Issue(JsonForm form) => new(Issue: Note(form));

    public static OrderAct Acknowledge(JsonForm form) => new(Acknowledge: Answer(form));

    public static OrderAct Confirm(JsonForm form) => new(Confirm: Answer(form));

    public static OrderAct Reject(JsonForm form) => new(Reject: Answer(form));

    public static OrderAct ProposeChange(JsonForm form) => new(ProposeChange: new ChangeWish(
        Version(form), Changes(form), form.Text("reason", MaxNameCharacters), form.Text("note", MaxTextCharacters, required: true) ?? ""));

    public static OrderAct AcceptChange(JsonForm form) => new(AcceptChange: Note(form));

    public static OrderAct DeclineChange(JsonForm form) => new(DeclineChange: Note(form));

    public static OrderAct Revise(JsonForm form) => new(Revise: new Revision(
        Changes(form), form.Text("reason", MaxNameCharacters, required: true) ?? "", form.Word<Side>("side"), form.Text("note", MaxTextCharacters), Contributing(form)));

    public static OrderAct Commit(JsonForm form) => new(Commit: new DateCommitment(
        LineNumber(form), form.Text("milestone", MaxNameCharacters), form.Day("date", required: true) ?? default,
        form.Text("reason", MaxNameCharacters, required: true) ?? "", form.Word<Side>("side"), form.Text("note", MaxTextCharacters), Contributing(form)));

    public static OrderAct AgreePlan(JsonForm form) => new(AgreePlan: Plan(form));

    public static OrderAct DeclinePlan(JsonForm form) => new(DeclinePlan: Plan(form));

    public static OrderAct Hold(JsonForm form) => new(Hold: new HoldOrder(
        form.Text("reason", MaxTextCharacters, required: true) ?? "", form.Text("waitsOn", MaxNameCharacters)));

    public static OrderAct Release(JsonForm form) => new(Release: Note(form));

    public static OrderAct Cancel(JsonForm form) => new(Cancel: new CancelOrder(
        form.Wholes("lines", MaxLines, 1, int.MaxValue), form.Text("reason", MaxTextCharacters, required: true) ?? ""));

    public static OrderAct Close(JsonForm form) => new(Close: new CloseOrder(
        form.Objects("lines", MaxLines, f => new LineReceipt(
            f.Whole("number", 1, int.MaxValue, required: true) ?? 0, f.Whole("quantity", 0, MaxPieces), f.Objects("sizes", MaxSizes, s => Size(s, least: 0)))),
        form.Text("note", MaxTextCharacters)));

    public static OrderAct ConfirmProposal(JsonForm form, Guid id) => new(ConfirmProposal: new ProposalAnswer(id, Note(form).Note));

    public static OrderAct DeclineProposal(JsonForm form, Guid id) => new(DeclineProposal: new ProposalAnswer(id, Note(form).Note));

    public static OrderAct WithdrawProposal(JsonForm form, Guid id) => new(WithdrawProposal: new ProposalAnswer(id, Note(form).Note));

    public static OrderAct AcknowledgeProfile(JsonForm form) => new(AcknowledgeProfile: new ProfileAnswer(
        form.Text("style", MaxNameCharacters, required: true) ?? "", form.Whole("profile", 1, int.MaxValue, required: true) ?? 0,
        form.Word<Party>("side"), form.Text("note", MaxTextCharacters)));

    public static OrderAct Waive(JsonForm form) => new(Waive: new WaiveGate(
        LineNumber(form), form.Text("milestone", MaxNameCharacters, required: true) ?? "", form.Text("reason", MaxTextCharacters, required: true) ?? ""));

    private static OrderChanges Changes(JsonForm form) => new(
        form.Text("season", MaxNameCharacters), null, Incoterm(form), ShipMode(form), form.Objects("lines", MaxLines, Line), []);

    private static LineChange Line(JsonForm form) => new(
        form.Whole("number", 1, int.MaxValue, required: true) ?? 0, form.Text("style", MaxNameCharacters), form.Text("description", MaxNameCharacters),
        form.Text("colour", MaxNameCharacters), form.Whole("quantity", 1, MaxPieces),
        form.Has("sizes") ? form.Objects("sizes", MaxSizes, s => Size(s, least: 1)) : null,
        form.Day("exFactory"), form.Day("cancel"), form.Amount("price", 0, 1_000_000), form.Text("currency", 3), ShipMode(form));

    private static SizeQuantity Size(JsonForm form, int least) => new(
        form.Text("size", MaxNameCharacters, required: true) ?? "", form.Whole("quantity", least, MaxPieces, required: true) ?? 0);

    private static PlanAnswer Plan(JsonForm form) => new(
        LineNumber(form), form.Text("milestone", MaxNameCharacters, required: true) ?? "", form.Text("reason", MaxNameCharacters), form.Word<Side>("side"),
        form.Text("note", MaxTextCharacters), Contributing(form));

    private static ImmutableArray<string>? Contributing(JsonForm form) =>
        form.Has("contributing") ? form.Texts("contributing", MaxSizes, MaxNameCharacters) : null;

    private static Answer Answer(JsonForm form) => new(Version(form), form.Text("note", MaxTextCharacters));

    private static ActNote Note(JsonForm form) => new(form.Text("note", MaxTextCharacters));

    private static int Version(JsonForm form) => form.Whole("version", 1, int.MaxValue, required: true) ?? 0;

    private static int LineNumber(JsonForm form) => form.Whole("line", 1, int.MaxValue, required: true) ?? 0;

    // It stands in addresses and on paper.
    private static string Number(JsonForm form)
    {
        var number = form.Text("number", MaxNumberCharacters, required: true) ?? "";
        if (!number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            form.Refuse("number", "wrong-type", "Expected letters, digits, hyphens, underscores and full stops.");
        return number;
    }

    private static string Category(JsonForm form)
    {
        var category = form.Text("category", MaxNameCharacters, required: true) ?? "";
        if (category.Length > 0 && !Categories.All.Contains(category))
            form.Refuse("category", "unknown-category", $"Expected one of: {string.Join(", ", Categories.All)}.");
        return category;
    }

    private static string? Incoterm(JsonForm form)
    {
        var term = form.Text("incoterm", MaxNameCharacters);
        if (term is not null && !Incoterms.Contains(term.Split(' ')[0]))
            form.Refuse("incoterm", "wrong-type", $"Expected a term of Incoterms 2020, such as FOB Chattogram: one of {string.Join(", ", Incoterms)}, and a place.");
        return term;
    }

    public static string? ShipMode(JsonForm form)
    {
        var mode = form.Text("shipMode", MaxNameCharacters);
        if (mode is not null && TemplateAttributes.OfShipMode(mode) is null)
            form.Refuse("shipMode", "wrong-type", $"Expected one of: {string.Join(", ", TemplateAttributes.Find(TemplateAttributes.ShipMode)!.Values)}.");
        return mode;
    }
}

/// <summary>What is to be otherwise in an issued order, as it is sent.</summary>
/// <param name="Lines">To alter, or to add where the number is new.</param>
/// <param name="Reason">Delay reason code.</param>
/// <param name="Side">Who carries the days where one moves; the reason's own where it is left out.</param>
/// <param name="Contributing">Up to two delay reason codes beside it.</param>
public sealed record RevisionForm(
    string? Season, string? Incoterm, string? ShipMode, ImmutableArray<LineChange>? Lines, string Reason, Side? Side, string? Note,
    ImmutableArray<string>? Contributing = null);

/// <summary>What the vendor would do instead, as it is sent.</summary>
/// <param name="Version">That it answers.</param>
/// <param name="Reason">Delay reason code; required where a day is to move.</param>
public sealed record ChangeWishForm(
    int Version, string? Season, string? Incoterm, string? ShipMode, ImmutableArray<LineChange>? Lines, string? Reason, string Note);
