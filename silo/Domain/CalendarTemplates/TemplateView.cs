using Orleans;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.CalendarTemplates;

/// <summary>What lists need of one template, written with every append.</summary>
/// <param name="Version">The newest published; 0 for none.</param>
public sealed record TemplateRow(string Id, int Revision, int Version, string Title, string? Brand, string? Category, int Milestones, bool HasDraft, bool Retired)
{
    /// <summary>Of what is published; of the draft where nothing is yet.</summary>
    public static TemplateRow Of(TemplateState template)
    {
        var (version, published) = Template.Newest(template.Id!, template);
        var sheet = published ?? template.Draft;
        return new TemplateRow(
            template.Id!, template.Revision, version, sheet?.Title ?? "", sheet?.Brand, sheet?.Category, sheet?.Milestones.Length ?? 0,
            template.Draft is not null, template.Retired);
    }
}

/// <summary>One template whole, as a person reads it.</summary>
/// <param name="Revision">Number of events that led to it; 0 for one that is as it came with the product.</param>
/// <param name="Version">The newest published; 0 for none.</param>
[GenerateSerializer, Immutable, Alias("template-view")]
public sealed record TemplateView(string Id, int Revision, int Version, TemplateSheet? Published, TemplateSheet? Draft, bool Retired)
{
    /// <summary>Null where there is no such template.</summary>
    public static TemplateView? Of(string id, TemplateState template)
    {
        var (version, published) = Template.Newest(id, template);
        return template.Id is null && version == 0
            ? null
            : new TemplateView(id, template.Revision, version, published, template.Draft, template.Retired);
    }
}
