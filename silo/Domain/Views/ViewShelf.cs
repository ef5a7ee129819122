using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;

namespace Selvedge.Domain.Views;

/// <summary>A board as somebody likes to look at it.</summary>
/// <param name="Query">The part of the board's address that says which lines and columns: empty, or from its question mark on.</param>
/// <param name="Version">Rises with every change; 0 for what was stored before it was written down.</param>
[GenerateSerializer, Immutable, Alias("saved-view")]
public sealed record SavedView(string Id, string Name, string Query, int Version = 0);

/// <summary>What may be asked of a shelf of views.</summary>
public abstract record ViewShelfCommand
{
    private ViewShelfCommand() { }

    /// <summary>Adds a view, or puts another in the place of the one with its id.</summary>
    /// <param name="Held">The version that the editor saw; null to act upon any.</param>
    public sealed record Keep(SavedView View, int? Held = null) : ViewShelfCommand;

    public sealed record Drop(string Id) : ViewShelfCommand;
}

/// <summary>What happened to a shelf of views. Stored for ever: additive only.</summary>
public abstract record ViewShelfEvent
{
    private ViewShelfEvent() { }

    public sealed record ViewKept(SavedView View) : ViewShelfEvent;

    public sealed record ViewDropped(string Id) : ViewShelfEvent;
}

/// <param name="Views">In the order in which they came.</param>
public sealed record ViewShelfState(ImmutableArray<SavedView> Views)
{
    public static ViewShelfState Empty { get; } = new([]);
}

/// <summary>The views of one shelf, as they are stored for who reads many.</summary>
[GenerateSerializer, Immutable, Alias("view-shelf-view")]
public sealed record ViewShelfView(ImmutableArray<SavedView> Views);

/// <summary>The rules of one shelf of views: a person's own, a team's, or a role's. Each view has a name of its own there.</summary>
public sealed class ViewShelf : IDecider<ViewShelfCommand, ViewShelfEvent, ViewShelfState>
{
    public const int MostViews = 30;
    public const int LongestName = 60;
    public const int LongestQuery = 2_000;

    private ViewShelf() { }

    public static ViewShelfState Initial => ViewShelfState.Empty;

    public static Decision<ViewShelfEvent> Decide(ViewShelfCommand command, ViewShelfState shelf, Surroundings around) => command switch
    {
        ViewShelfCommand.Keep(var view, var held) => Keep(view, held, shelf),
        ViewShelfCommand.Drop(var id) => shelf.Views.Any(v => v.Id == id) ? One(new ViewShelfEvent.ViewDropped(id)) : ImmutableArray<ViewShelfEvent>.Empty,
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static ViewShelfState Evolve(ViewShelfState shelf, ViewShelfEvent happened) => happened switch
    {
        ViewShelfEvent.ViewKept(var view) => new ViewShelfState(
            shelf.Views.FirstOrDefault(v => v.Id == view.Id) is { } former ? shelf.Views.Replace(former, view) : shelf.Views.Add(view)),
        ViewShelfEvent.ViewDropped(var id) => new ViewShelfState(shelf.Views.RemoveAll(v => v.Id == id)),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(ViewShelfState shelf) => null;

    private static Decision<ViewShelfEvent> Keep(SavedView view, int? held, ViewShelfState shelf)
    {
        var known = shelf.Views.FirstOrDefault(v => v.Id == view.Id);
        if (held is not null && held != known?.Version)
            return new Refusal("changed-since", "", known is null ? "It was deleted since." : $"Somebody has made it version {known.Version} since.");
        if (view.Name.Length is 0 or > LongestName)
            return new Refusal("required", "/name", $"Expected a name of 1 to {LongestName} characters.");
        if (view.Query.Length > LongestQuery || (view.Query.Length > 0 && view.Query[0] != '?'))
            return new Refusal("impossible-query", "/query", $"Expected the part of an address from its question mark on, at most {LongestQuery} characters.");
        if (shelf.Views.Any(v => v.Id != view.Id && string.Equals(v.Name, view.Name, StringComparison.OrdinalIgnoreCase)))
            return new Refusal("name-taken", "/name", $"There is a view '{view.Name}' already.");
        if (known is not null && known == view with { Version = known.Version })
            return ImmutableArray<ViewShelfEvent>.Empty;
        return shelf.Views.Length >= MostViews && known is null
            ? new Refusal("too-many", "", $"There are {MostViews} views already: delete one first.")
            : One(new ViewShelfEvent.ViewKept(view with { Version = (known?.Version ?? 0) + 1 }));
    }

    private static Decision<ViewShelfEvent> One(ViewShelfEvent happened) => ImmutableArray.Create(happened);
}
