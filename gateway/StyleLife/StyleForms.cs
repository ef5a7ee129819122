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
        form.Word<StyleStage>("stage", required: true) ?? default, form.Text("note", MaxTextCharacters), form.Day("on")));

    public static StyleAct Waive(JsonForm form) => new(Waive: new WaiveMilestone(
        form.Text("milestone", MaxNameCharacters, required: true) ?? "", Reason(form)));

    public static StyleAct Revise(JsonForm form) => new(Revise: new ReviseProfile(
        Filled(form, "name"), Filled(form, "season"), Filled(form, "gender"), Filled(form, "articleType"), Colours(form),
        form.Day("targetExFactory"), AttributeForms.Of(form), Reason(form),
        StyleSpec.Over(new StyleSpec(Filled(form, "material"), Filled(form, "composition"), Filled(form, "sizeRange"), Filled(form, "techPack")), null)));

    public static StyleAct Commit(JsonForm form) => new(Commit: new CommitStyleDate(
        form.Text("milestone", MaxNameCharacters, required: true) ?? "", form.Day("date", required: true) ?? default,
        form.Text("reason", MaxNameCharacters, required: true) ?? "", form.Word<Side>("side"), form.Text("note", MaxTextCharacters),
        form.Has("contributing") ? form.Texts("contributing", MaxItems, MaxNameCharacters) : null));

    public static StyleAct ConfirmProposal(JsonForm form, Guid id) => new(ConfirmProposal: Answer(form, id));

    public static StyleAct DeclineProposal(JsonForm form, Guid id) => new(DeclineProposal: Answer(form, id));

    public static StyleAct WithdrawProposal(JsonForm form, Guid id) => new(WithdrawProposal: Answer(form, id));

    private static ProposalAnswer Answer(JsonForm form, Guid id) => new(id, form.Text("note", MaxTextCharacters));

    private static string Reason(JsonForm form) => form.Text("reason", MaxTextCharacters, required: true) ?? "";

    // What is left out stays; what is sent blank would erase it.
    private static string? Filled(JsonForm form, string name)
    {
        var text = form.Text(name, MaxNameCharacters, required: form.Has(name))?.Trim();
        if (text is "")
            form.Refuse(name, "required", "Expected a text.");
        return text;
    }

    private static ImmutableArray<string>? Colours(JsonForm form)
    {
        if (!form.Has("colours"))
            return null;
        ImmutableArray<string> colours = [.. form.Texts("colours", MaxItems, MaxNameCharacters).Select(c => c.Trim())];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < colours.Length; i++)
            if (colours[i].Length == 0 || !seen.Add(colours[i]))
                form.Refuse($"colours/{i}", "wrong-type", "Expected each colour once, and none blank.");
        return colours;
    }
}

/// <summary>Other fields of a style, as they are sent; what is left out stays.</summary>
public sealed record ProfileForm(
    string? Name, string? Season, string? Gender, string? ArticleType, ImmutableArray<string>? Colours, DateOnly? TargetExFactory,
    ImmutableArray<AttributeValue>? Attributes, string Reason, string? Material = null, string? Composition = null, string? SizeRange = null, string? TechPack = null);
