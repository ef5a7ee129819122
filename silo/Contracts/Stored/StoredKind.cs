using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Selvedge.Domain;

namespace Selvedge.Contracts.Stored;

/// <summary>How one kind of actor is stored, as far as it can be told without knowing its state.</summary>
public abstract class StoredKind(string name, int schema)
{
    /// <summary>One of <see cref="Kinds"/>.</summary>
    public string Name => name;

    /// <summary>Of the state's form: another form has another number, and snapshots of another number are ignored.</summary>
    public int Schema => schema;

    /// <summary>A stream of this kind before its first event.</summary>
    public abstract Fold Begin();
}

/// <summary>How one kind of actor is stored: what its events add up to, its board row, its whole state, its links.</summary>
/// <param name="row">The board row, from <see cref="StoredRow.Of"/>.</param>
/// <param name="linksOf">The streams that the actor depends on; null for none ever.</param>
public sealed class StoredKind<TDecider, TCommand, TEvent, TState>(
    string name, Func<TState, Shown<TState>?, StoredRow> row, Func<TState, ImmutableArray<Link>>? linksOf = null)
    : StoredKind(name, BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(StoredForm.Describe<TState>()))))
    where TDecider : IDecider<TCommand, TEvent, TState>
    where TEvent : notnull
{
    public byte[] Write(TState state) => StoredForm.Write(state);

    public TState Read(ReadOnlySpan<byte> state) => StoredForm.Read<TState>(state);

    /// <param name="before">A former state with its row, where they are at hand: it saves making again what did not change.</param>
    public StoredRow Row(TState state, Shown<TState>? before = null) => row(state, before);

    public ImmutableArray<Link> LinksOf(TState state) => linksOf is null ? [] : linksOf(state);

    public override Fold<TState> Begin() => new Folding(this);

    private sealed class Folding(StoredKind<TDecider, TCommand, TEvent, TState> kind) : Fold<TState>(TDecider.Initial)
    {
        public override DateTimeOffset? Due =>
            TDecider.Due(State) is { } due ? due.AddTicks(-(due.Ticks % TimeSpan.TicksPerMicrosecond)) : null;

        public override ImmutableArray<Link> Links => kind.LinksOf(State);

        public override string Kind => kind.Name;

        public override int Schema => kind.Schema;

        public override byte[] Row() => kind.Row(State).Data;

        public override byte[] Write() => kind.Write(State);

        public override byte[] Rewrite(ReadOnlySpan<byte> state) => kind.Write(kind.Read(state));

        protected override TState After(string type, short schema, ReadOnlySpan<byte> data) =>
            TDecider.Evolve(State, (TEvent)EventCatalog.Read(type, schema, data));
    }
}

/// <summary>A board row, and its bytes.</summary>
public readonly record struct StoredRow(object Value, byte[] Data)
{
    public static Func<TState, Shown<TState>?, StoredRow> Of<TState, TRow>(Func<TState, TRow> rowOf) where TRow : class =>
        (state, _) => Of(rowOf(state));

    public static Func<TState, Shown<TState>?, StoredRow> Of<TState, TRow>(Func<TState, (TState, TRow)?, TRow> rowOf) where TRow : class =>
        (state, before) => Of(rowOf(state, before is (var was, var row) ? (was, (TRow)row) : null));

    private static StoredRow Of<TRow>(TRow row) where TRow : class => new(row, StoredForm.Write(row));
}

/// <summary>A state and the board row that was made of it.</summary>
public readonly record struct Shown<TState>(TState State, object Row);

/// <summary>One stream folded from its first event, by its events alone. Not thread-safe.</summary>
public abstract class Fold
{
    /// <summary>How many events were added.</summary>
    public int Version { get; private set; }

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public abstract string Kind { get; }

    /// <summary>Of the state's form.</summary>
    public abstract int Schema { get; }

    /// <summary>To the microsecond, as the database keeps it.</summary>
    public abstract DateTimeOffset? Due { get; }

    public abstract ImmutableArray<Link> Links { get; }

    /// <summary>Events are added in the order of their versions.</summary>
    /// <exception cref="NotSupportedException">The type or form is not known: it was written by a newer version.</exception>
    public void Add(string type, short schema, ReadOnlySpan<byte> data)
    {
        Take(type, schema, data);
        Version++;
    }

    /// <summary>The board row's bytes. Only after an event.</summary>
    public abstract byte[] Row();

    /// <summary>The whole state's bytes, as a snapshot holds them.</summary>
    public abstract byte[] Write();

    /// <summary>Another state's bytes as they would be written today: what was stored with other spaces or orders compares equal.</summary>
    public abstract byte[] Rewrite(ReadOnlySpan<byte> state);

    protected abstract void Take(string type, short schema, ReadOnlySpan<byte> data);
}

public abstract class Fold<TState>(TState initial) : Fold
{
    public TState State { get; private set; } = initial;

    protected sealed override void Take(string type, short schema, ReadOnlySpan<byte> data) => State = After(type, schema, data);

    protected abstract TState After(string type, short schema, ReadOnlySpan<byte> data);
}

/// <summary>Names a stream, or one of <see cref="Targets"/>, that an actor depends on.</summary>
public readonly record struct Link(string Kind, string Id);
