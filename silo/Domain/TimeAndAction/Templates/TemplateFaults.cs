using System.Collections.Immutable;
using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>What is wrong with a template, and where.</summary>
/// <param name="Milestone">Its code; null where the template as a whole is meant.</param>
/// <param name="Pointer">JSON pointer to the member at fault within the sheet.</param>
public sealed record TemplateFault(string? Milestone, string Pointer, string Code, string Detail);

/// <summary>
/// Finds everything that is wrong with a template before it can do harm: what is published has no faults. Lags fit
/// where every milestone is planned at least its lags after what it follows; then they also fit where conditional
/// milestones drop out, because plan and lags add up alike.
/// </summary>
public static class TemplateFaults
{
    public const int MostMilestones = 200;
    internal const int EarliestOffset = -1_000;
    internal const int LongestText = 200;
    private const int LongestCode = 16;

    /// <summary>All faults, in the order of the sheet; cycles and what concerns the whole come last. Empty for a sheet that can be published.</summary>
    public static ImmutableArray<TemplateFault> Of(TemplateSheet sheet)
    {
        var faults = ImmutableArray.CreateBuilder<TemplateFault>();
        Head(sheet, faults);
        var byCode = new Dictionary<string, MilestoneSheet>(StringComparer.Ordinal);
        foreach (var milestone in sheet.Milestones)
            byCode.TryAdd(milestone.Code, milestone);
        for (var i = 0; i < sheet.Milestones.Length; i++)
            Milestone(sheet.Milestones[i], $"/milestones/{i}", byCode, faults);
        Twice(sheet, faults);
        ExFactory(sheet, faults);
        if (CycleIn(sheet, byCode) is { } cycle)
        {
            var first = sheet.Milestones.IndexOf(byCode[cycle[0]]);
            faults.Add(new TemplateFault(
                cycle[0], $"/milestones/{first}/after", "cycle", $"{cycle[0]} waits for itself: {string.Join(" after ", cycle)} after {cycle[0]}."));
        }

        return faults.ToImmutable();
    }

    internal static bool IsCode(string? code) =>
        code is { Length: > 0 and <= LongestCode } && code.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9' or '-');

    private static void Head(TemplateSheet sheet, ImmutableArray<TemplateFault>.Builder faults)
    {
        if (string.IsNullOrWhiteSpace(sheet.Title) || sheet.Title.Length > LongestText)
            faults.Add(new TemplateFault(null, "/title", "required", $"A template has a title of at most {LongestText} characters."));
        if (sheet.Category is { } category && !Categories.All.Contains(category))
            faults.Add(new TemplateFault(null, "/category", "unknown-category", $"'{category}' is no category; expected one of: {string.Join(", ", Categories.All)}."));
        if (sheet.Category is null && sheet.Brand is not null)
            faults.Add(new TemplateFault(null, "/category", "required", $"A template for {sheet.Brand} is for a category of its goods."));
        if (sheet.Milestones.Length > MostMilestones)
            faults.Add(new TemplateFault(null, "/milestones", "too-many-milestones", $"A template has at most {MostMilestones} milestones, not {sheet.Milestones.Length}."));
    }

    private static void Milestone(
        MilestoneSheet milestone, string at, Dictionary<string, MilestoneSheet> byCode, ImmutableArray<TemplateFault>.Builder faults)
    {
        var code = milestone.Code;
        if (!IsCode(code))
            Fault("/code", "impossible-code", $"'{code}' is no code: expected 1 to {LongestCode} capitals, digits and hyphens.");
        if (string.IsNullOrWhiteSpace(milestone.Name) || milestone.Name.Length > LongestText)
            Fault("/name", "required", $"{code} needs a name of at most {LongestText} characters.");
        if (string.IsNullOrWhiteSpace(milestone.Role) || milestone.Role.Length > LongestText)
            Fault("/role", "no-owner", $"{code} needs somebody who sees to it.");
        if (milestone.DueOffset is > 0 or < EarliestOffset)
            Fault("/dueOffset", "impossible-offset", $"{code} is due {milestone.DueOffset} days from ex-factory; expected {EarliestOffset} to 0.");
        if (milestone.SubmitOffset is { } submit && (submit > milestone.DueOffset || submit < EarliestOffset))
            Fault("/submitOffset", "impossible-offset", $"{code} is sent at {submit} and due at {milestone.DueOffset}: what is sent comes first.");
        if (milestone is { PerColour: true, Home: not MilestoneHome.Style })
            Fault("/perColour", "lives-on-line", $"{code} lives on the PO line, which has one colour: only a style's milestones are done for each.");
        if (milestone is { Holds: not null, Home: not MilestoneHome.Style })
            Fault("/holds", "lives-on-line", $"{code} lives on the PO line: only a style's milestones hold its stages.");
        if (milestone.Holds is { } stage && !StyleStages.Held.Contains(stage))
            Fault("/holds", "impossible-stage", $"{code} holds a stage that follows from orders: expected one of: {string.Join(", ", StyleStages.Held)}.");
        if (milestone is { Gate: true, SubmitOffset: not null } && !ApprovalTypes.AskedBy(milestone).Any(a => a.IsPlanned))
            Fault("/gate", "nothing-opens-it", $"Something is sent for {code}, and no approval is asked for that opens this gate.");
        Approvals(milestone, byCode.Values, Fault);
        Lags(milestone, byCode, Fault);
        Conditions(milestone, Fault);

        void Fault(string member, string fault, string detail) => faults.Add(new TemplateFault(code, at + member, fault, detail));
    }

    private static void Approvals(MilestoneSheet milestone, IEnumerable<MilestoneSheet> all, Action<string, string, string> fault)
    {
        var asked = milestone.Approvals ?? [];
        for (var i = 0; i < asked.Length; i++)
        {
            var type = asked[i].Type;
            if (ApprovalTypes.Find(type) is null)
                fault($"/approvals/{i}/type", "unknown-approval-type", $"'{type}' is no type of approval; expected one of: {string.Join(", ", ApprovalTypes.All.Select(t => t.Code))}.");
            else if (asked[..i].Any(a => a.Type == type) || all.Any(m => m.Code != milestone.Code && m.When.SequenceEqual(milestone.When)
                    && ApprovalTypes.AskedBy(m).Any(a => a.Type == type) && all.TakeWhile(earlier => earlier.Code != milestone.Code).Contains(m)))
                fault($"/approvals/{i}/type", "approval-twice", $"{milestone.Code} asks for {type}, which is asked for already: one milestone waits for it.");
        }
    }

    private static void Lags(MilestoneSheet milestone, Dictionary<string, MilestoneSheet> byCode, Action<string, string, string> fault)
    {
        for (var i = 0; i < milestone.After.Length; i++)
        {
            var (name, days) = milestone.After[i];
            if (days < 0)
                fault($"/after/{i}/minDays", "impossible-lag", $"{milestone.Code} follows {name} by {days} days; expected 0 or more.");
            if (milestone.After[..i].Any(a => a.Milestone == name))
                fault($"/after/{i}/milestone", "predecessor-twice", $"{milestone.Code} names {name} twice.");
            if (!byCode.TryGetValue(name, out var predecessor))
                fault($"/after/{i}/milestone", "unknown-predecessor", $"{milestone.Code} follows '{name}', which is no milestone of this template.");
            else if (milestone.Home == MilestoneHome.Style && predecessor.Home == MilestoneHome.Line)
                fault($"/after/{i}/milestone", "wrong-way-round", $"{milestone.Code} lives on the style and cannot wait for {name}, which lives on the PO line.");
            else if (milestone.DueOffset - predecessor.DueOffset is var gap && gap < days && days >= 0 && name != milestone.Code)
                fault($"/after/{i}/minDays", "lag-does-not-fit",
                    $"{milestone.Code} follows {name} by at least {days} days, but is planned {gap} days after it.");
        }
    }

    private static void Conditions(MilestoneSheet milestone, Action<string, string, string> fault)
    {
        for (var i = 0; i < milestone.When.Length; i++)
        {
            var (name, value) = milestone.When[i];
            if (TemplateAttributes.Find(name) is not { } attribute)
                fault($"/when/{i}/attribute", "unknown-attribute",
                    $"'{name}' is no attribute; expected one of: {string.Join(", ", TemplateAttributes.All.Select(a => a.Name))}.");
            else if (!attribute.Values.Contains(value))
                fault($"/when/{i}/value", "unknown-value", $"'{value}' is not what {name} can be; expected one of: {string.Join(", ", attribute.Values)}.");
            else if (milestone.When[..i].Any(w => w.Attribute == name && w.Value != value))
                fault($"/when/{i}", "never-applies", $"{milestone.Code} would need {name} to be two things at once.");
        }
    }

    private static void Twice(TemplateSheet sheet, ImmutableArray<TemplateFault>.Builder faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sheet.Milestones.Length; i++)
            if (!seen.Add(sheet.Milestones[i].Code))
                faults.Add(new TemplateFault(
                    sheet.Milestones[i].Code, $"/milestones/{i}/code", "code-twice", $"{sheet.Milestones[i].Code} stands twice."));
    }

    private static void ExFactory(TemplateSheet sheet, ImmutableArray<TemplateFault>.Builder faults)
    {
        var ends = Enumerable.Range(0, sheet.Milestones.Length).Where(i => sheet.Milestones[i].Stage == Stage.ExFactory).ToList();
        if (ends.Count != 1)
        {
            faults.Add(new TemplateFault(
                null, "/milestones", "no-ex-factory", $"{ends.Count} milestones reach ex-factory; expected one, from which all others count."));
            return;
        }

        var (end, at) = (sheet.Milestones[ends[0]], $"/milestones/{ends[0]}");
        if (end.DueOffset != 0)
            faults.Add(new TemplateFault(end.Code, at + "/dueOffset", "impossible-offset", $"{end.Code} is ex-factory, from which all count: expected 0."));
        if (end.Home != MilestoneHome.Line)
            faults.Add(new TemplateFault(end.Code, at + "/home", "lives-on-line", $"{end.Code} is ex-factory and lives on the PO line."));
        if (!end.When.IsEmpty)
            faults.Add(new TemplateFault(end.Code, at + "/when", "always-applies", $"{end.Code} is ex-factory and cannot be conditional."));
        for (var i = 0; i < sheet.Milestones.Length; i++)
            for (var a = 0; a < sheet.Milestones[i].After.Length; a++)
                if (sheet.Milestones[i].After[a].Milestone == end.Code && i != ends[0])
                    faults.Add(new TemplateFault(
                        sheet.Milestones[i].Code, $"/milestones/{i}/after/{a}/milestone", "after-ex-factory",
                        $"{sheet.Milestones[i].Code} cannot follow {end.Code}, with which the calendar ends."));
    }

    /// <summary>The codes along one cycle, each after the next; null when there is none.</summary>
    private static List<string>? CycleIn(TemplateSheet sheet, Dictionary<string, MilestoneSheet> byCode)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var milestone in sheet.Milestones)
            if (Walk(milestone.Code) is { } from)
                return path[path.IndexOf(from)..];
        return null;

        // Where the path comes back to itself, if it does.
        string? Walk(string code)
        {
            if (done.Contains(code))
                return null;
            if (path.Contains(code))
                return code;
            path.Add(code);
            if (byCode.TryGetValue(code, out var milestone))
                foreach (var after in milestone.After)
                    if (Walk(after.Milestone) is { } from)
                        return from;
            path.RemoveAt(path.Count - 1);
            done.Add(code);
            return null;
        }
    }
}
