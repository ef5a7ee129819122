using System.Collections.Immutable;
using Selvedge.Domain.CalendarTemplates;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Calendars;

/// <param name="Attributes">What milestones may be conditioned by; of each, the first value holds where nobody says.</param>
public sealed record TemplateList(ImmutableArray<TemplateAttribute> Attributes, ImmutableArray<TemplateShape> Items);

/// <param name="Version">The newest published; 0 while there is only a draft.</param>
/// <param name="Brand">Null for any brand.</param>
/// <param name="Category">Null for a template that orders must name.</param>
/// <param name="PurchaseOrders">Open ones with a line by it.</param>
/// <param name="Older">Those of them with a line by an older version than the newest.</param>
/// <param name="Milestones">Of the newest version.</param>
public sealed record TemplateShape(
    string Id, int Version, string Title, string? Brand, string? Category, bool HasDraft, bool Retired, int PurchaseOrders, int Older,
    ImmutableArray<MilestoneSheet> Milestones)
{
    internal static TemplateShape Of(TemplateRow row, TemplateUses uses) => new(
        row.Id, row.Version, row.Title, row.Brand, row.Category, row.HasDraft, row.Retired, uses.Count(row.Id), uses.OlderThan(row.Id, row.Version).Count(),
        Templates.Published(row.Id, row.Version)?.Sheet.Milestones ?? []);
}

/// <param name="Revision">Of the template as a whole: the ETag, and what If-Match names.</param>
/// <param name="Faults">Of the draft.</param>
/// <param name="Versions">The oldest first.</param>
/// <param name="MayPlan">Whether who asks may draft, publish and retire it.</param>
public sealed record TemplateDetail(
    string Id, int Revision, int Version, bool Retired, TemplateSheet? Published, TemplateSheet? Draft, ImmutableArray<TemplateFault> Faults,
    ImmutableArray<VersionSummary> Versions, int PurchaseOrders, int Older, bool MayPlan)
{
    internal static TemplateDetail Of(TemplateView template, ImmutableArray<VersionSummary> versions, TemplateUses uses, Rights rights) => new(
        template.Id, template.Revision, template.Version, template.Retired, template.Published, template.Draft,
        template.Draft is { } draft ? TemplateFaults.Of(draft) : [], versions, uses.Count(template.Id), uses.OlderThan(template.Id, template.Version).Count(),
        rights.MayPlan((template.Published ?? template.Draft)?.Brand));
}

/// <param name="Milestones">How many.</param>
/// <param name="PublishedAt">Null for one that came with the product, as is <paramref name="By"/>.</param>
public sealed record VersionSummary(int Version, string Title, int Milestones, string? Note, DateTimeOffset? PublishedAt, string? By);

public sealed record TemplateVersion(string Id, int Version, string Title, string? Brand, string? Category, ImmutableArray<MilestoneSheet> Milestones);

public sealed record FaultList(ImmutableArray<TemplateFault> Faults);

public sealed record DraftVerdict(WriteStatus Status, int Version, long Position, ImmutableArray<TemplateFault> Faults);

/// <param name="Published">The version that it now is.</param>
/// <param name="Offered">Open orders by an older version: they are offered it, and nothing of them changed.</param>
public sealed record PublishVerdict(WriteStatus Status, int Version, long Position, int Published, int Offered);

public sealed record PublishForm(string? Note);

/// <param name="Id">Of the copy.</param>
/// <param name="Version">Null for the newest.</param>
public sealed record DuplicateForm(string Id, int? Version, string? Title, string? Brand, string? Category);

public sealed record ReasonForm(string Reason);

public sealed record AdoptionForm(int Version, ImmutableArray<string> PurchaseOrders, string Reason);

/// <summary>One order by an older version, and what the newest would do to its lines.</summary>
/// <param name="Versions">Those that its lines are by.</param>
/// <param name="Days">The most that ex-factory of one of its lines would move; 0 where none would.</param>
public sealed record TemplateOffer(
    string PurchaseOrder, string Brand, string Category, string Vendor, ImmutableArray<int> Versions, int Days, ImmutableArray<LineEffect> Lines)
{
    internal static TemplateOffer Of(PurchaseOrderRow order, string template, ImmutableArray<LineEffect> lines) => new(
        order.Number, order.Brand, order.Category, order.Vendor,
        [.. order.Lines.Where(l => l.Template == template).Select(l => l.TemplateVersion).Distinct().Order()],
        lines.Select(l => l.After.DayNumber - l.Before.DayNumber).DefaultIfEmpty().MaxBy(Math.Abs), lines);
}
