using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Calendars;

/// <summary>Reads templates, working calendars and what is changed of a calendar, each in the very form in which it is answered.</summary>
internal static class CalendarForms
{
    public const int MostReason = 500;
    public const int MostText = 200;
    private const int MostDays = 2_000;
    private const int MostItems = 400;

    public static TemplateSheet Template(JsonForm form) => new(
        form.Text("title", MostText, required: true) ?? "", form.Text("brand", MostText), form.Text("category", MostText),
        form.Objects("milestones", TemplateFaults.MostMilestones, Milestone));

    public static PreviewForm Preview(JsonForm form)
    {
        var within = form.Object("sheet");
        if (within is null)
            form.Refuse("sheet", "required", "Expected the template that is previewed.");
        var sheet = within is null ? new TemplateSheet("", null, null, []) : Template(within);
        within?.Close();
        return new PreviewForm(
            sheet, form.Day("exFactory", required: true) ?? default, form.Text("country", MostText),
            form.Objects("attributes", MostItems, Attribute));
    }

    public static CalendarSheet Calendar(JsonForm form) => new(
        form.Has("weeklyDaysOff") ? form.Words<DayOfWeek>("weeklyDaysOff", 7) : null,
        form.Objects("holidays", MostItems, f => new Holiday(f.Day("day", required: true) ?? default, f.Text("name", MostText, required: true) ?? "")),
        form.Days("worked", MostItems),
        form.Objects("closures", MostItems, f => new Closure(
            f.Day("from", required: true) ?? default, f.Day("to", required: true) ?? default, f.Text("name", MostText, required: true) ?? "",
            f.Whole("rampDays", 0, MostDays) ?? 0, f.Whole("rampPercent", 0, 100) ?? 100,
            f.Whole("beforeDays", 0, MostDays) ?? 0, f.Whole("beforePercent", 0, 100) ?? 100)),
        form.Has("ramps")
            ? form.Objects("ramps", MostItems, f => new Ramp(
                f.Text("closure", MostText, required: true) ?? "", f.Whole("beforeDays", 0, MostDays) ?? 0, f.Whole("beforePercent", 0, 100) ?? 100,
                f.Whole("afterDays", 0, MostDays) ?? 0, f.Whole("afterPercent", 0, 100) ?? 100))
            : null);

    public static AdoptTemplate Adoption(JsonForm form) => new(
        form.Text("template", MostText), form.Whole("version", 1, int.MaxValue, required: true) ?? 0,
        form.Wholes("lines", MostItems, 1, int.MaxValue), Reason(form));

    public static MilestoneOverride Override(JsonForm form, string milestone) => new(
        milestone, form.Word<OverrideKind>("kind", required: true) ?? default, Lags(form, "lags"),
        form.Object("extra") is { } extra ? Extra(extra) : null, Reason(form), form.Text("role", MostText));

    public static string Reason(JsonForm form) => form.Text("reason", MostReason, required: true) ?? "";

    public static LiftOverride Lift(JsonForm form, int line, string milestone, bool isKindRequired = false) =>
        new(line, milestone, Reason(form), form.Word<OverrideKind>("kind", required: isKindRequired));

    private static MilestoneSheet Milestone(JsonForm form) => new(
        form.Text("code", MostText, required: true) ?? "", form.Text("name", MostText) ?? "", form.Text("role", MostText) ?? "",
        form.Word<Side>("side", required: true) ?? default, form.Word<MilestoneHome>("home", required: true) ?? default,
        form.Whole("submitOffset", -MostDays, MostDays), form.Whole("dueOffset", -MostDays, MostDays, required: true) ?? 0,
        Lags(form, "after"), form.Word<Stage>("stage"),
        form.Objects("when", MostItems, Attribute),
        form.Flag("perColour"), form.Flag("gate"), form.Word<StyleStage>("holds"),
        form.Has("approvals")
            ? form.Objects("approvals", MostItems, f => new AskedApproval(
                f.Text("type", MostText, required: true) ?? "", f.Flag("isPlanned", otherwise: true), f.Flag("atReceipt")))
            : null);

    private static AttributeValue Attribute(JsonForm form) =>
        new(form.Text("attribute", MostText, required: true) ?? "", form.Text("value", MostText, required: true) ?? "");

    private static ImmutableArray<Lag> Lags(JsonForm form, string name) => form.Objects(name, MostItems, f => new Lag(
        f.Text("milestone", MostText, required: true) ?? "", f.Whole("minDays", -MostDays, MostDays, required: true) ?? 0));

    private static ExtraMilestone Extra(JsonForm form)
    {
        var extra = new ExtraMilestone(
            form.Text("name", MostText) ?? "", form.Text("role", MostText) ?? "", form.Word<Side>("side", required: true) ?? default,
            form.Word<MilestoneHome>("home", required: true) ?? default, form.Whole("dueOffset", -MostDays, MostDays, required: true) ?? 0,
            Lags(form, "after"), Lags(form, "before"));
        form.Close();
        return extra;
    }
}
