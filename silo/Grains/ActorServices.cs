using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>What every actor of a node shares.</summary>
public sealed record ActorServices(Journal.Journal Journal, Feed Feed, TimeProvider Time);

/// <summary>How one kind of actor is stored beside its events.</summary>
/// <param name="Schema">Of the state's form: raise it whenever that changes, and older snapshots are ignored.</param>
/// <param name="Row">The board row's bytes.</param>
/// <param name="LinksOf">The streams that the actor depends on.</param>
public sealed record StoredState<TState>(
    int Schema, JsonTypeInfo<TState> Json, Func<TState, byte[]> Row, Func<TState, ImmutableArray<StreamKey>> LinksOf)
{
    public byte[] Write(TState state) => JsonSerializer.SerializeToUtf8Bytes(state, Json);

    public TState Read(ReadOnlySpan<byte> state) => JsonSerializer.Deserialize(state, Json)!;

    /// <summary>Null when they are the same as before.</summary>
    public ImmutableArray<StreamKey>? Links(TState before, TState after)
    {
        var links = LinksOf(after);
        return links.SequenceEqual(LinksOf(before)) ? null : links;
    }
}
