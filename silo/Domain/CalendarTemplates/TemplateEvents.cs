using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.CalendarTemplates;

/// <summary>What happened to a calendar template. Stored for ever: additive only.</summary>
public abstract record TemplateEvent
{
    private TemplateEvent() { }

    public sealed record DraftSaved(string Id, TemplateSheet Sheet) : TemplateEvent;

    public sealed record DraftDiscarded(string Id) : TemplateEvent;

    public sealed record Duplicated(string Id, TemplateSheet Sheet, string From, int FromVersion) : TemplateEvent;

    public sealed record Published(string Id, int Version, TemplateSheet Sheet, string? Note) : TemplateEvent;

    public sealed record Retired(string Id, string Reason) : TemplateEvent;
}

/// <summary>A template as its events left it.</summary>
/// <param name="Id">Null before its first event.</param>
/// <param name="Revision">Rises with every event.</param>
/// <param name="Version">The newest that was published by an event; 0 for none.</param>
/// <param name="Published">The sheet of that version.</param>
/// <param name="Draft">What is being worked on; null for nothing.</param>
public sealed record TemplateState(string? Id, int Revision, int Version, TemplateSheet? Published, TemplateSheet? Draft, bool Retired)
{
    public static TemplateState Empty { get; } = new(null, 0, 0, null, null, false);
}
