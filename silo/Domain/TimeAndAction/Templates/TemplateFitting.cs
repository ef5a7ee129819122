using System.Collections.Immutable;
using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>Makes of a published version what applies to one style or line.</summary>
/// <remarks>
/// In this order: (1) milestones whose conditions do not hold, or that the style lacks, drop out, (2) extra ones are put in, (3) lags are replaced,
/// (4) those that are not applicable drop out, (5) so do those that were carried over, (6) who sees to what is named. Where
/// one drops out, its followers follow its predecessors, by both lags together, the longer where there are two ways: so what
/// remains lies as far apart as it did. One that was carried over is behind its followers already, and hands nothing on. An
/// override that names what is not there says nothing.
/// </remarks>
internal static class TemplateFitting
{
    /// <returns>Null where the overrides have a milestone wait for itself.</returns>
    public static CalendarTemplate? TryFit(
        PublishedTemplate published, ImmutableArray<AttributeValue> attributes, ImmutableArray<MilestoneOverride> overrides, ImmutableArray<string> lacking)
    {
        var web = new Web(published.Sheet);
        foreach (var milestone in published.Sheet.Milestones)
            if (!milestone.AppliesTo(attributes) || lacking.Contains(milestone.Code))
                web.Drop(milestone.Code);
        // All before any is connected: one may follow another that was put in after it.
        var extra = overrides.Where(o => o is { Kind: OverrideKind.Extra, Extra: not null }).Where(o => web.TryInsert(o.Milestone, o.Extra!)).ToArray();
        foreach (var change in extra)
            web.Connect(change.Milestone, change.Extra!);
        foreach (var change in overrides.Where(o => o.Kind == OverrideKind.Lags))
            web.Replace(change.Milestone, change.Lags);
        foreach (var change in overrides.Where(o => o.Kind == OverrideKind.NotApplicable))
            web.Drop(change.Milestone);
        foreach (var change in overrides.Where(o => o.Kind == OverrideKind.CarriedOver))
            web.Drop(change.Milestone, handsOn: false);
        foreach (var change in overrides.Where(o => o.Kind == OverrideKind.Responsible))
            web.Assign(change.Milestone, change.Role!);
        return web.TryOrder() is { } milestones ? new CalendarTemplate(published.Id, published.Version, published.Sheet.Title, milestones) : null;
    }

    /// <summary>Milestones by code with what they follow.</summary>
    private sealed class Web
    {
        private readonly List<Node> nodes;

        public Web(TemplateSheet sheet) =>
            nodes = [.. sheet.Milestones.Select(m => new Node(m, m.After.ToDictionary(a => a.Milestone, a => a.MinDays, StringComparer.Ordinal)))];

        public void Drop(string code, bool handsOn = true)
        {
            var at = nodes.FindIndex(n => n.Sheet.Code == code);
            if (at < 0 || nodes[at].Sheet.Stage == Stage.ExFactory)
                return;
            var dropped = nodes[at];
            nodes.RemoveAt(at);
            foreach (var node in nodes)
                if (node.After.Remove(code, out var lag) && handsOn)
                    foreach (var (predecessor, before) in dropped.After)
                        node.Follow(predecessor, before + lag);
        }

        public bool TryInsert(string code, ExtraMilestone extra)
        {
            if (nodes.Exists(n => n.Sheet.Code == code))
                return false;
            var node = new Node(
                new MilestoneSheet(code, extra.Name, extra.Role, extra.Side, extra.Home, null, extra.DueOffset, extra.After, null, [], false, false), []);
            var place = nodes.FindIndex(n => n.Sheet.DueOffset > extra.DueOffset);
            nodes.Insert(place < 0 ? nodes.Count - 1 : place, node);
            return true;
        }

        public void Connect(string code, ExtraMilestone extra)
        {
            var node = nodes.Find(n => n.Sheet.Code == code)!;
            foreach (var (predecessor, days) in extra.After)
                if (nodes.Exists(n => n.Sheet.Code == predecessor))
                    node.Follow(predecessor, days);
            foreach (var (follower, days) in extra.Before)
                nodes.Find(n => n.Sheet.Code == follower)?.Follow(code, days);
        }

        public void Replace(string code, ImmutableArray<Lag> lags)
        {
            if (nodes.Find(n => n.Sheet.Code == code) is not { } node)
                return;
            foreach (var (predecessor, days) in lags)
                if (node.After.ContainsKey(predecessor))
                    node.After[predecessor] = days;
        }

        public void Assign(string code, string role)
        {
            if (nodes.FindIndex(n => n.Sheet.Code == code) is var at and >= 0)
                nodes[at] = nodes[at] with { Sheet = nodes[at].Sheet with { Role = role } };
        }

        // As listed, but for what must wait for its predecessors; ex-factory is the last.
        public ImmutableArray<TemplateMilestone>? TryOrder()
        {
            var exFactory = nodes.Find(n => n.Sheet.Stage == Stage.ExFactory)!;
            nodes.Remove(exFactory);
            var index = new Dictionary<string, int>(nodes.Count + 1, StringComparer.Ordinal);
            var ordered = ImmutableArray.CreateBuilder<TemplateMilestone>(nodes.Count + 1);
            while (nodes.Count > 0)
            {
                if (nodes.Find(n => n.After.Keys.All(index.ContainsKey)) is not { } next)
                    return null;
                nodes.Remove(next);
                Add(next);
            }

            Add(exFactory);
            return ordered.MoveToImmutable();

            void Add(Node node)
            {
                var m = node.Sheet;
                index[m.Code] = ordered.Count;
                ordered.Add(new TemplateMilestone(
                    m.Code, m.Name, m.Role, m.Side, m.Home, m.SubmitOffset, m.DueOffset,
                    [.. node.After.Select(a => new Dependency(index[a.Key], a.Value))], m.Stage, m.PerColour, m.Gate, m.Holds)
                {
                    Approvals = ApprovalTypes.AskedBy(m),
                });
            }
        }

        private sealed record Node(MilestoneSheet Sheet, Dictionary<string, int> After)
        {
            public void Follow(string predecessor, int days) =>
                After[predecessor] = After.TryGetValue(predecessor, out var known) ? Math.Max(known, days) : days;
        }
    }
}
