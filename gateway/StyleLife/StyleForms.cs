using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.StyleLife;

/// <summary>Reads what may be asked of styles from the bodies of requests.</summary>
internal static class StyleForms
{
    private const int MaxNameCharacters = 100;
    private const int MaxTextCharacters = 500;
    private const int MaxItems = 100;

    public static StyleAct Advance(JsonForm form) => new(Advance: new AdvanceStage(
        form.Word<StyleStage>("stage", required: true) ?? default, form.Text("note", MaxTextCharacters)));

    public static StyleAct Waive(JsonForm form) => new(Waive: new WaiveMilestone(
        form.Text("milestone", MaxNameCharacters, required: true) ?? "", Reason(form)));

    public static StyleAct Revise(JsonForm form) => new(Revise: new ReviseProfile(
        form.Text("name", MaxNameCharacters), form.Text("season", MaxNameCharacters), form.Text("gender", MaxNameCharacters),
        form.Text("articleType", MaxNameCharacters), form.Has("colours") ? form.Texts("colours", MaxItems, MaxNameCharacters) : null,
        form.Day("targetExFactory"), form.Has("attributes") ? form.Objects("attributes", MaxItems, Attribute) : null, Reason(form)));

    public static StyleAct ConfirmProposal(JsonForm form, Guid id) => new(ConfirmProposal: Answer(form, id));

    public static StyleAct DeclineProposal(JsonForm form, Guid id) => new(DeclineProposal: Answer(form, id));

    public static StyleAct WithdrawProposal(JsonForm form, Guid id) => new(WithdrawProposal: Answer(form, id));

    private static ProposalAnswer Answer(JsonForm form, Guid id) => new(id, form.Text("note", MaxTextCharacters));

    private static string Reason(JsonForm form) => form.Text("reason", MaxTextCharacters, required: true) ?? "";

    private static AttributeValue Attribute(JsonForm form) => new(
        form.Text("attribute", MaxNameCharacters, required: true) ?? "", form.Text("value", MaxNameCharacters, required: true) ?? "");
}

/// <summary>Other fields of a style, as they are sent; what is left out stays.</summary>
public sealed record ProfileForm(
    string? Name, string? Season, string? Gender, string? ArticleType, ImmutableArray<string>? Colours, DateOnly? TargetExFactory,
    ImmutableArray<AttributeValue>? Attributes, string Reason);
