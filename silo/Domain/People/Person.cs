using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;

namespace Selvedge.Domain.People;

/// <summary>What may be asked of a person's record.</summary>
public abstract record PersonCommand
{
    private PersonCommand() { }

    /// <summary>The person as another system writes them down. What they do here stays where it says nothing of that.</summary>
    public sealed record Record(PersonSheet Sheet) : PersonCommand;

    /// <summary>The person as the house lets them in, or no longer does. What they do here, and how they hear of alerts, stays.</summary>
    /// <param name="Held">The version that was looked at; null to act upon any.</param>
    public sealed record LetIn(PersonSheet Sheet, int? Held) : PersonCommand;

    /// <param name="Functions">All that they do; empty for whatever comes.</param>
    /// <param name="Held">The version that the editor saw; null to act upon any.</param>
    public sealed record Assign(ImmutableArray<Function> Functions, int? Held) : PersonCommand;

    /// <param name="Held">The version that the editor saw; null to act upon any.</param>
    public sealed record ChooseAlerts(AlertChoices Choices, int? Held) : PersonCommand;

    /// <summary>Their due dates may be read with that secret from now on, and with no other.</summary>
    public sealed record OpenFeed(string SecretHash) : PersonCommand;

    public sealed record CloseFeed : PersonCommand;
}

/// <summary>Somebody who uses the product, and what they may see. An empty list means all.</summary>
/// <param name="Role">manager, assistant, director, vendor, partner or wall.</param>
/// <param name="Side">Whom they work for: brand, factory, logistics.</param>
/// <param name="HiddenFields">Fields they may not see, such as <c>quantity</c>.</param>
/// <param name="Functions">What they do; null where nobody has said, and then whatever comes is theirs.</param>
/// <param name="Alerts">Null where they have not chosen.</param>
/// <param name="SignInName">What the sign-in's provider calls them; null for their id.</param>
/// <param name="Feed">Null where nobody reads their due dates without a sign-in.</param>
/// <param name="HasLeft">They may do nothing any more; their name stays with what they did.</param>
[GenerateSerializer, Immutable, Alias("person-sheet")]
public sealed record PersonSheet(
    string Id, string Name, string Role, string Side, ImmutableArray<string> Brands, ImmutableArray<string> Categories,
    ImmutableArray<string> Vendors, ImmutableArray<string> HiddenFields, ImmutableArray<Function>? Functions = null, AlertChoices? Alerts = null,
    string? SignInName = null, bool HasLeft = false, DueDateFeed? Feed = null)
{
    /// <summary>By what the sign-in's provider knows them.</summary>
    public string KnownAs => SignInName ?? Id;

    /// <summary>The side for which somebody of that role works; null where there is no such role for people.</summary>
    public static string? SideOf(string role) => role switch
    {
        "director" or "manager" or "assistant" => "brand",
        "vendor" => "factory",
        "partner" => "logistics",
        _ => null,
    };

    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(PersonSheet? other) =>
        other is not null && Id == other.Id && Name == other.Name && Role == other.Role && Side == other.Side
        && Brands.SequenceEqual(other.Brands) && Categories.SequenceEqual(other.Categories)
        && Vendors.SequenceEqual(other.Vendors) && HiddenFields.SequenceEqual(other.HiddenFields)
        && (Functions ?? []).SequenceEqual(other.Functions ?? []) && Equals(Alerts, other.Alerts)
        && SignInName == other.SignInName && HasLeft == other.HasLeft && Feed == other.Feed;

    public override int GetHashCode() => HashCode.Combine(Id, Name, Role);
}

/// <summary>What happened to a person's record. Stored for ever: additive only.</summary>
public abstract record PersonEvent
{
    private PersonEvent() { }

    public sealed record Registered(PersonSheet Sheet) : PersonEvent;

    public sealed record Revised(PersonSheet Sheet) : PersonEvent;

    public sealed record FunctionsAssigned(ImmutableArray<Function> Functions) : PersonEvent;

    public sealed record AlertsChosen(AlertChoices Choices) : PersonEvent;

    public sealed record FeedOpened(DueDateFeed Feed) : PersonEvent;

    public sealed record FeedClosed(DateTimeOffset At) : PersonEvent;
}

/// <summary><see cref="Sheet"/> is null until the person was registered.</summary>
/// <param name="Version">Number of events.</param>
public sealed record PersonState(PersonSheet? Sheet, int Version)
{
    public static PersonState Empty { get; } = new(null, 0);
}

/// <summary>The rules of one person's record.</summary>
public sealed class Person : IDecider<PersonCommand, PersonEvent, PersonState>
{
    private Person() { }

    public static PersonState Initial => PersonState.Empty;

    public static Decision<PersonEvent> Decide(PersonCommand command, PersonState person, Surroundings around) => command switch
    {
        PersonCommand.Record record => Record(record.Sheet, person),
        PersonCommand.LetIn let => LetIn(let, person),
        PersonCommand.Assign assign => Assign(assign, person),
        PersonCommand.ChooseAlerts choose => Choose(choose, person),
        PersonCommand.OpenFeed or PersonCommand.CloseFeed when person.Sheet is null => new Refusal("unknown-person", "", "There is nobody of this id."),
        PersonCommand.OpenFeed open => ImmutableArray.Create<PersonEvent>(new PersonEvent.FeedOpened(new DueDateFeed(open.SecretHash, around.Now))),
        PersonCommand.CloseFeed => person.Sheet!.Feed is null ? ImmutableArray<PersonEvent>.Empty : [new PersonEvent.FeedClosed(around.Now)],
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static PersonState Evolve(PersonState person, PersonEvent happened) => new(
        happened switch
        {
            PersonEvent.Registered e => e.Sheet,
            PersonEvent.Revised e => e.Sheet,
            PersonEvent.FunctionsAssigned e => person.Sheet! with { Functions = e.Functions },
            PersonEvent.AlertsChosen e => person.Sheet! with { Alerts = e.Choices },
            PersonEvent.FeedOpened e => person.Sheet! with { Feed = e.Feed },
            PersonEvent.FeedClosed => person.Sheet! with { Feed = null },
            _ => throw new UnreachableException(happened.GetType().Name),
        },
        person.Version + 1);

    public static DateTimeOffset? Due(PersonState person) => null;

    private static Decision<PersonEvent> Record(PersonSheet sheet, PersonState person)
    {
        if (person.Sheet is not { } known)
            return ImmutableArray.Create<PersonEvent>(new PersonEvent.Registered(sheet));
        var next = sheet with { Functions = sheet.Functions ?? known.Functions, Alerts = sheet.Alerts ?? known.Alerts, Feed = sheet.HasLeft ? null : sheet.Feed ?? known.Feed };
        return known.Equals(next) ? ImmutableArray<PersonEvent>.Empty : [new PersonEvent.Revised(next)];
    }

    private static Decision<PersonEvent> LetIn(PersonCommand.LetIn let, PersonState person)
    {
        if (RefuseHeld(let.Held, person) is { } changed)
            return changed;
        var sheet = let.Sheet;
        if (string.IsNullOrWhiteSpace(sheet.Name))
            return new Refusal("required", "/name", "Expected a name.");
        if (PersonSheet.SideOf(sheet.Role) is not { } side)
            return new Refusal("unknown-role", "/role", "Expected director, manager, assistant, vendor or partner.");
        if (sheet.Side != side)
            return new Refusal("other-side", "/side", $"Expected {side}: who is {sheet.Role} works for no other side.");
        // Without one they would see every vendor's goods.
        if (side == "factory" && sheet.Vendors.IsEmpty)
            return new Refusal("required", "/vendors", "Expected at least one vendor for whom they work.");
        return Record(sheet, person);
    }

    private static Decision<PersonEvent> Assign(PersonCommand.Assign assign, PersonState person)
    {
        if (person.Sheet is not { } known)
            return new Refusal("unknown-person", "", "There is nobody of this id.");
        if (RefuseHeld(assign.Held, person) is { } changed)
            return changed;
        if (known.Side != "brand")
            return new Refusal("other-side", "/functions", $"{known.Name} works for the {known.Side}: functions are for the brand's own people.");
        // In one sequence, each once: the same said again is a repeat.
        ImmutableArray<Function> functions = [.. assign.Functions.Distinct().Order()];
        return (known.Functions ?? []).SequenceEqual(functions) ? ImmutableArray<PersonEvent>.Empty : [new PersonEvent.FunctionsAssigned(functions)];
    }

    private static Decision<PersonEvent> Choose(PersonCommand.ChooseAlerts choose, PersonState person)
    {
        if (person.Sheet is not { } known)
            return new Refusal("unknown-person", "", "There is nobody of this id.");
        if (RefuseHeld(choose.Held, person) is { } changed)
            return changed;
        if (choose.Choices.Refuse() is { } fault)
            return fault;
        return choose.Choices.Equals(known.Alerts) ? ImmutableArray<PersonEvent>.Empty : [new PersonEvent.AlertsChosen(choose.Choices)];
    }

    private static Refusal? RefuseHeld(int? held, PersonState person) => held is { } version && version != person.Version
        ? new Refusal("changed-since", "/If-Match", $"It has been changed since: version {person.Version} stands, {version} was held.")
        : null;
}
