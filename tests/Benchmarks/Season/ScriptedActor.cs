using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Journal;

namespace Selvedge.Benchmarks.Season;

/// <summary>An actor without its runtime: decides as the grain would and gives what the grain would append.</summary>
internal sealed class ScriptedActor<TDecider, TCommand, TEvent, TState>(
    StoredKind<TDecider, TCommand, TEvent, TState> stored, string id)
    where TDecider : IDecider<TCommand, TEvent, TState>
    where TEvent : notnull
{
    private readonly StreamKey stream = new(stored.Name, id);
    private int version;

    public TState State { get; private set; } = TDecider.Initial;

    /// <summary>The actor goes on as if the append were committed. The stream's number is the caller's to fill in.</summary>
    /// <exception cref="InvalidOperationException">The command was refused, or changes nothing.</exception>
    public Append Take(TCommand command, Surroundings around, Origin origin)
    {
        var decision = TDecider.Decide(command, State, around);
        if (decision.Events.Length == 0)
            throw new InvalidOperationException($"{stream} does not take {command}: {decision.Refusal}");

        var before = State;
        var events = ImmutableArray.CreateBuilder<NewEvent>(decision.Events.Length);
        foreach (var happened in decision.Events)
        {
            State = TDecider.Evolve(State, happened);
            var (type, schema, data) = EventCatalog.Write(happened);
            events.Add(new NewEvent(type, schema, data, events.Count == 0 ? StoredForm.Write(origin) : default(ReadOnlyMemory<byte>)));
        }

        var append = new Append
        {
            Stream = stream, ExpectedVersion = version, Events = events.MoveToImmutable(), Row = stored.Row(State).Data,
            Commands = [new AppendedCommand(Guid.NewGuid(), 0, Guid.NewGuid(), decision.Events.Length)],
            PreviousDue = TDecider.Due(before), Due = TDecider.Due(State),
            Links = stored.LinksOf(State) is var links && links.SequenceEqual(stored.LinksOf(before))
                ? null
                : [.. links.Select(link => new StreamKey(link.Kind, link.Id))],
        };
        version += append.Events.Length;
        return append;
    }
}
