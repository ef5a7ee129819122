using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.CalendarTemplates;

/// <summary>What may be asked of a calendar template.</summary>
/// <param name="Id">Of the template: one that comes with the product has versions before its first event.</param>
/// <param name="Held">The revision that the editor saw; null to act upon any.</param>
public abstract record TemplateCommand(string Id, int? Held)
{
    /// <summary>Keeps a sheet that is being worked on; it may have faults.</summary>
    public sealed record SaveDraft(string Id, TemplateSheet Sheet, int? Held) : TemplateCommand(Id, Held);

    public sealed record DiscardDraft(string Id, int? Held) : TemplateCommand(Id, Held);

    /// <summary>Begins a template as the copy of another's version.</summary>
    public sealed record Duplicate(string Id, TemplateSheet Sheet, string From, int FromVersion) : TemplateCommand(Id, null);

    /// <summary>Makes the draft the next version, which never changes again.</summary>
    public sealed record Publish(string Id, int? Held, string? Note) : TemplateCommand(Id, Held);

    /// <summary>No new calendar is laid by it; those that were stay.</summary>
    public sealed record Retire(string Id, int? Held, string Reason) : TemplateCommand(Id, Held);
}
