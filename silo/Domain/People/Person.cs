using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.People;

/// <summary>What may be asked of a person's record.</summary>
public abstract record PersonCommand
{
    private PersonCommand() { }

    public sealed record Record(PersonSheet Sheet) : PersonCommand;
}

/// <summary>Somebody who uses the product, and what they may see. An empty list means all.</summary>
/// <param name="Role">manager, assistant, director, vendor, partner or wall.</param>
/// <param name="Side">Whom they work for: brand, factory, logistics.</param>
/// <param name="HiddenFields">Fields they may not see, such as <c>quantity</c>.</param>
[GenerateSerializer, Immutable, Alias("person-sheet")]
public sealed record PersonSheet(
    string Id, string Name, string Role, string Side, ImmutableArray<string> Brands, ImmutableArray<string> Categories,
    ImmutableArray<string> Vendors, ImmutableArray<string> HiddenFields)
{
    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(PersonSheet? other) =>
        other is not null && Id == other.Id && Name == other.Name && Role == other.Role && Side == other.Side
        && Brands.SequenceEqual(other.Brands) && Categories.SequenceEqual(other.Categories)
        && Vendors.SequenceEqual(other.Vendors) && HiddenFields.SequenceEqual(other.HiddenFields);

    public override int GetHashCode() => HashCode.Combine(Id, Name, Role);
}

/// <summary>What happened to a person's record. Stored for ever: additive only.</summary>
public abstract record PersonEvent
{
    private PersonEvent() { }

    public sealed record Registered(PersonSheet Sheet) : PersonEvent;

    public sealed record Revised(PersonSheet Sheet) : PersonEvent;
}

/// <summary><see cref="Sheet"/> is null until the person was registered.</summary>
public sealed record PersonState(PersonSheet? Sheet)
{
    public static PersonState Empty { get; } = new((PersonSheet?)null);
}

/// <summary>The rules of one person's record.</summary>
public sealed class Person : IDecider<PersonCommand, PersonEvent, PersonState>
{
    private Person() { }

    public static PersonState Initial => PersonState.Empty;

    public static Decision<PersonEvent> Decide(PersonCommand command, PersonState person, Surroundings around)
    {
        var sheet = ((PersonCommand.Record)command).Sheet;
        return person.Sheet is null
            ? ImmutableArray.Create<PersonEvent>(new PersonEvent.Registered(sheet))
            : person.Sheet.Equals(sheet) ? ImmutableArray<PersonEvent>.Empty : [new PersonEvent.Revised(sheet)];
    }

    public static PersonState Evolve(PersonState person, PersonEvent happened) => happened switch
    {
        PersonEvent.Registered e => new PersonState(e.Sheet),
        PersonEvent.Revised e => new PersonState(e.Sheet),
        _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(PersonState person) => null;
}
