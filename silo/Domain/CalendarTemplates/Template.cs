using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.TimeAndAction;
using Command = Selvedge.Domain.CalendarTemplates.TemplateCommand;
using Event = Selvedge.Domain.CalendarTemplates.TemplateEvent;
using State = Selvedge.Domain.CalendarTemplates.TemplateState;

namespace Selvedge.Domain.CalendarTemplates;

/// <summary>The rules of one calendar template: it is drafted, published in versions that never change, and retired.</summary>
public sealed class Template : IDecider<Command, Event, State>
{
    public const int LongestId = 40;
    private const int LongestNote = 500;

    private Template() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State template, Surroundings around) => command switch
    {
        _ when (RefuseId(command.Id) ?? Stale(command.Held, template)) is { } refusal => refusal,
        Command.Duplicate duplicate => Duplicate(duplicate, template),
        Command.SaveDraft save => SaveDraft(save, template),
        _ when !Exists(command.Id, template) => new Refusal("unknown-template", "", $"There is no template {command.Id}."),
        Command.DiscardDraft => template.Draft is null ? ImmutableArray<Event>.Empty : Happened(new Event.DraftDiscarded(command.Id)),
        Command.Publish publish => Publish(publish, template),
        Command.Retire retire => Retire(retire, template),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State template, Event happened) => happened switch
    {
        Event.DraftSaved e => template with { Id = e.Id, Revision = template.Revision + 1, Draft = e.Sheet },
        Event.Duplicated e => template with { Id = e.Id, Revision = template.Revision + 1, Draft = e.Sheet },
        Event.DraftDiscarded => template with { Revision = template.Revision + 1, Draft = null },
        Event.Published e => template with
        {
            Id = e.Id, Revision = template.Revision + 1, Version = e.Version, Published = e.Sheet, Draft = null, Retired = false,
        },
        Event.Retired e => template with { Id = e.Id, Revision = template.Revision + 1, Retired = true },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(State template) => null;

    /// <summary>The newest published version and its sheet, be it the product's own; 0 and null where there is none.</summary>
    public static (int Version, TemplateSheet? Sheet) Newest(string id, State template) =>
        template.Version > 0 ? (template.Version, template.Published)
        : TemplateShelf.BuiltIn.Newest(id) is { } builtIn ? (builtIn.Version, builtIn.Sheet)
        : (0, null);

    private static Decision<Event> Duplicate(Command.Duplicate duplicate, State template) =>
        Exists(duplicate.Id, template)
            ? new Refusal("template-exists", "/id", $"There is a template {duplicate.Id} already.")
            : Happened(new Event.Duplicated(duplicate.Id, duplicate.Sheet, duplicate.From, duplicate.FromVersion));

    private static Decision<Event> SaveDraft(Command.SaveDraft save, State template) =>
        OtherScope(save.Sheet, Newest(save.Id, template).Sheet) is { } refusal ? refusal
        : save.Sheet.Equals(template.Draft) ? ImmutableArray<Event>.Empty
        : Happened(new Event.DraftSaved(save.Id, save.Sheet));

    private static Decision<Event> Publish(Command.Publish publish, State template)
    {
        var (version, sheet) = Newest(publish.Id, template);
        if (template.Draft is not { } draft)
            return new Refusal("no-draft", "", $"{publish.Id} has no draft to publish.");
        if (publish.Note is { Length: > LongestNote })
            return new Refusal("too-long", "/note", $"Expected a note of at most {LongestNote} characters.");
        if (TemplateFaults.Of(draft) is [var fault, ..])
            return new Refusal(fault.Code, fault.Pointer, fault.Detail);
        if (draft.Equals(sheet) && !template.Retired)
            return new Refusal("nothing-new", "", $"The draft says what version {version} says.");
        return Happened(new Event.Published(publish.Id, version + 1, draft, publish.Note));
    }

    private static Decision<Event> Retire(Command.Retire retire, State template) =>
        template.Retired ? ImmutableArray<Event>.Empty
        : Newest(retire.Id, template).Version == 0 ? new Refusal("not-published", "", $"{retire.Id} was never published: discard its draft.")
        : retire.Reason is not { Length: > 0 and <= LongestNote } ? new Refusal("required", "/reason", $"Expected a reason of 1 to {LongestNote} characters.")
        : Happened(new Event.Retired(retire.Id, retire.Reason));

    private static bool Exists(string id, State template) => template.Id is not null || TemplateShelf.BuiltIn.Newest(id) is not null;

    private static Refusal? RefuseId(string id) =>
        id is { Length: > 1 and <= LongestId } && id.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9' or '-')
            ? null
            : new Refusal("impossible-id", "/id", $"'{id}' names no template: expected 2 to {LongestId} capitals, digits and hyphens.");

    // Who wrote meanwhile is not written over.
    private static Refusal? Stale(int? held, State template) => held is { } seen && seen != template.Revision
        ? new Refusal("changed-since", "/If-Match", $"It has been changed since: revision {template.Revision} stands, {seen} was held.")
        : null;

    // Whoever lays calendars by it must find the same goods in every version.
    private static Refusal? OtherScope(TemplateSheet draft, TemplateSheet? published) =>
        published is null ? null
        : draft.Brand != published.Brand ? new Refusal("other-scope", "/brand", $"It is published for {published.Brand ?? "any brand"}; that cannot change: duplicate it.")
        : draft.Category != published.Category ? new Refusal("other-scope", "/category", $"It is published for {published.Category ?? "orders that name it"}; that cannot change: duplicate it.")
        : null;

    private static ImmutableArray<Event> Happened(Event happened) => [happened];
}
