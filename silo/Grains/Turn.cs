using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.People;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>What an actor remembers of its stream.</summary>
/// <param name="Number">Of the stream in the journal; 0 until it is stored.</param>
/// <param name="Due">The due time that stands in the journal.</param>
/// <param name="Row">The state's board row, where this actor made one; the boards of this node hold the same.</param>
internal sealed record ActorMemory<TState>(
    TState State, int Version, long Number, DateTimeOffset? Due, int SnapshotVersion, int BytesSinceSnapshot, object? Row = null)
{
    public static ActorMemory<TState> Of(TState initial) => new(initial, 0, 0, null, 0, 0);
}

/// <summary>One attempt to decide commands upon a memory, and what follows when the journal acknowledges it.</summary>
internal sealed class Turn<TDecider, TCommand, TEvent, TState>
    where TDecider : IDecider<TCommand, TEvent, TState>
    where TEvent : notnull
{
    // A snapshot costs as much as it saves: not before the tail is longer than this.
    private const int SnapshotEveryEvents = 32;
    private const int SnapshotEveryBytes = 16 * 1024;

    private readonly ActorMemory<TState> before;
    private readonly StoredKind<TDecider, TCommand, TEvent, TState> stored;
    private readonly Verdict?[] verdicts;
    private readonly List<(int Index, AppendedCommand Command, Refusal? Refusal)> decided = [];
    private readonly ImmutableArray<NewEvent>.Builder events = ImmutableArray.CreateBuilder<NewEvent>();
    private readonly TState state;
    private object? row;

    /// <param name="verdicts">Those already given are left out; the rest is filled by <see cref="Commit"/>.</param>
    public Turn(
        ActorMemory<TState> before, StoredKind<TDecider, TCommand, TEvent, TState> stored,
        ImmutableArray<(CommandHeader Header, TCommand Command)> asked, Verdict?[] verdicts, Surroundings around)
    {
        (this.before, this.stored, this.verdicts, state) = (before, stored, verdicts, before.State);
        for (var i = 0; i < asked.Length; i++)
        {
            if (verdicts[i] is not null)
                continue;
            var (header, command) = asked[i];
            var decision = TDecider.Decide(command, state, around with { From = new Provenance(header.Origin.Actor, header.Origin.Channel) });
            if (decision.WantsReports)
            {
                WantsReports = true;
                return;
            }

            if (around.Reports is { } reports)
                around = around with { Reports = reports.With(decision.Events.SelectMany(TDecider.ReportsIn)) };
            for (var e = 0; e < decision.Events.Length; e++)
            {
                state = TDecider.Evolve(state, decision.Events[e]);
                var (type, schema, data) = EventCatalog.Write(decision.Events[e]);
                events.Add(new NewEvent(type, schema, data, e == 0 ? StoredForm.Write(header.Origin) : default(ReadOnlyMemory<byte>)));
            }

            decided.Add((i, new AppendedCommand(header.Id, header.Revision, header.Fingerprint, decision.Events.Length), decision.Refusal));
        }
    }

    /// <summary>It came to no end, and is to be made again with all that was ever reported.</summary>
    public bool WantsReports { get; }

    /// <summary>Which of the commands asked the attempt's command at <paramref name="index"/> is.</summary>
    public int AskedAt(int index) => decided[index].Index;

    public bool IsEmpty => events.Count == 0;

    public Append ToAppend(StreamKey stream)
    {
        var append = new Append
        {
            Stream = stream, StreamNumber = before.Number, ExpectedVersion = before.Version,
            Commands = [.. decided.Select(d => d.Command)],
        };
        if (IsEmpty)
            return append;
        var shown = stored.Row(state, before.Row is null ? null : new Shown<TState>(before.State, before.Row));
        row = shown.Value;
        return append with
        {
            Events = events.ToImmutable(),
            Row = shown.Data,
            RowValue = shown.Value,
            PreviousDue = before.Due,
            Due = TDecider.Due(state),
            Links = Links,
            Snapshot = SnapshotIsDue ? new Snapshot(Version, stored.Schema, stored.Write(state)) : null,
        };
    }

    /// <summary>Memory follows disk: gives each command its verdict, and the memory that now holds.</summary>
    public ActorMemory<TState> Commit(AppendResult.Committed committed)
    {
        var appended = 0;
        foreach (var (index, command, refusal) in decided)
        {
            appended += command.Events;
            verdicts[index] = refusal is not null
                ? new Verdict(VerdictStatus.Refused, 0, 0, refusal)
                : command.Events == 0
                    ? new Verdict(VerdictStatus.Unchanged, before.Version + appended, 0, null)
                    : new Verdict(VerdictStatus.Accepted, before.Version + appended, committed.FirstPosition + appended - 1, null);
        }

        return IsEmpty
            ? before
            : new ActorMemory<TState>(
                state, committed.Version, committed.StreamNumber, TDecider.Due(state),
                SnapshotIsDue ? committed.Version : before.SnapshotVersion, SnapshotIsDue ? 0 : BytesSinceSnapshot, row);
    }

    // Null when they are the same as before.
    private ImmutableArray<StreamKey>? Links
    {
        get
        {
            var links = stored.LinksOf(state);
            return links.SequenceEqual(stored.LinksOf(before.State)) ? null : [.. links.Select(link => new StreamKey(link.Kind, link.Id))];
        }
    }

    private int Version => before.Version + events.Count;

    private int BytesSinceSnapshot => before.BytesSinceSnapshot + events.Sum(e => e.Data.Length);

    private bool SnapshotIsDue => Version - before.SnapshotVersion >= SnapshotEveryEvents || BytesSinceSnapshot >= SnapshotEveryBytes;
}
