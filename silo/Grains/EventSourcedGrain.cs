using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Load, decide, append, evolve: once, for every kind of actor. A turn answers only what the journal has
/// acknowledged, a refusal too: (1) see what others appended (2) decide (3) append at the version decided upon
/// (4) only then evolve. A conflict goes back to (1). An append whose outcome is not known leaves the memory as it is:
/// should it have been made durable, the feed brings it, and until then every append on top of the old version loses.
/// </summary>
/// <remarks>
/// Turns are one at a time; reads interleave with them and see the last committed state. Both may load at once:
/// whoever holds the newer version wins in <see cref="Adopt"/>.
/// </remarks>
public abstract class EventSourcedGrain<TDecider, TCommand, TEvent, TState>(
    ActorServices services, StoredKind<TDecider, TCommand, TEvent, TState> stored) : Grain
    where TDecider : IDecider<TCommand, TEvent, TState>
    where TEvent : notnull
{
    private StreamKey stream;
    private IDisposable? watch;
    private ActorMemory<TState> memory = ActorMemory<TState>.Of(TDecider.Initial);

    protected ActorServices Services => services;

    protected TState State => memory.State;

    protected int Version => memory.Version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stream = new StreamKey(stored.Name, this.GetPrimaryKeyString());
        // Watched before it is loaded, so that what is committed in between is seen.
        watch = services.Feed.Watch(stream, 0);
        try
        {
            await LoadAsync(cancellationToken);
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        watch?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What the actor sees beside its own state, asked for before each decision.</summary>
    protected abstract ValueTask<Surroundings> LookAroundAsync(TCommand command);

    protected DateTimeOffset Now => services.Time.GetUtcNow();

    protected async Task<Verdict> ExecuteAsync(CommandHeader header, TCommand command) => (await ExecuteAsync([(header, command)]))[0];

    /// <summary>Decides all commands in their order and makes them durable in one append. One verdict each.</summary>
    protected async Task<ImmutableArray<Verdict>> ExecuteAsync(ImmutableArray<(CommandHeader Header, TCommand Command)> asked)
    {
        var verdicts = new Verdict?[asked.Length];
        var patience = new Patience(services.Time);
        while (true)
        {
            await CatchUpAsync();
            var turn = await DecideAsync(asked, verdicts);
            switch (await services.Journal.AppendAsync(turn.ToAppend(stream)))
            {
                case AppendResult.Committed committed:
                    Adopt(turn.Commit(committed));
                    return [.. verdicts!];
                case AppendResult.Known known:
                    foreach (var standing in known.Commands)
                        verdicts[turn.AskedAt(standing.Index)] = Standing(standing);
                    if (Array.TrueForAll(verdicts, v => v is not null))
                        return [.. verdicts!];
                    break;
                case AppendResult.Conflict:
                    await patience.WaitAsync(stream);
                    await LoadAsync(CancellationToken.None);
                    break;
            }
        }
    }

    /// <summary>Decides without appending. Sees what this node knows to be committed; a later decision may differ.</summary>
    protected async Task<Verdict> PreviewAsync(TCommand command)
    {
        await CatchUpAsync();
        var around = await LookAroundAsync(command);
        var before = memory;
        var decision = TDecider.Decide(command, before.State, around);
        if (decision.WantsReports)
            decision = TDecider.Decide(command, before.State, around with { Reports = await ReadReportsAsync(before.Version) });
        return decision switch
        {
            { Refusal: { } refusal } => new Verdict(VerdictStatus.Refused, 0, 0, refusal),
            { Events: [] } => new Verdict(VerdictStatus.Unchanged, before.Version, 0, null),
            _ => new Verdict(VerdictStatus.Accepted, before.Version + decision.Events.Length, 0, null),
        };
    }

    /// <summary>Lets a committed due time take effect once; does nothing when it has moved.</summary>
    protected async Task WakeAsync(DateTimeOffset due, TCommand wake)
    {
        var patience = new Patience(services.Time);
        var header = new CommandHeader(
            CommandIds.Of("wake", stream.ToString(), due.ToUnixTimeMilliseconds().ToString()), 0, Guid.Empty, new Origin("clock"));
        await CatchUpAsync();
        if (memory.Due != due)
            await LoadAsync(CancellationToken.None);
        while (memory.Due == due)
        {
            var turn = await DecideAsync([(header, wake)], new Verdict?[1]);
            if (turn.IsEmpty)
                return;
            switch (await services.Journal.AppendAsync(turn.ToAppend(stream) with { ConsumesDue = due }))
            {
                case AppendResult.Committed committed:
                    Adopt(turn.Commit(committed));
                    return;
                case AppendResult.Conflict:
                    await patience.WaitAsync(stream);
                    await LoadAsync(CancellationToken.None);
                    break;
                default:
                    await LoadAsync(CancellationToken.None);
                    return;
            }
        }
    }

    /// <summary>Makes a read see everything that this node knows to be committed.</summary>
    protected async ValueTask CatchUpAsync()
    {
        if (services.Feed.SeenVersion(stream) > Version)
            await LoadAsync(CancellationToken.None);
    }

    /// <summary>Reads what the journal holds now, whatever the node has seen of it.</summary>
    protected Task ReloadAsync() => LoadAsync(CancellationToken.None);

    private async Task<Turn<TDecider, TCommand, TEvent, TState>> DecideAsync(
        ImmutableArray<(CommandHeader Header, TCommand Command)> asked, Verdict?[] verdicts)
    {
        var around = await LookAroundAsync(asked[0].Command);
        // A read may load meanwhile, but a turn is decided upon one memory and what led to it.
        var before = memory;
        var turn = new Turn<TDecider, TCommand, TEvent, TState>(before, stored, asked, verdicts, around);
        return turn.WantsReports
            ? new(before, stored, asked, verdicts, around with { Reports = await ReadReportsAsync(before.Version) })
            : turn;
    }

    /// <summary>All that was ever reported, for the few decisions that the claims kept in the state do not suffice for.</summary>
    protected async Task<ReportLog> ReadReportsAsync(int upTo)
    {
        var heard = ImmutableArray.CreateBuilder<HeardReport>();
        await foreach (var recorded in services.Journal.ReadStreamAsync(stream, 0))
        {
            if (recorded.Version > upTo)
                break;
            heard.AddRange(TDecider.ReportsIn((TEvent)EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span)));
        }

        return new ReportLog(heard.ToImmutable());
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var from = memory;
        var loaded = await services.Journal.LoadAsync(stream, from.Version, stored.Schema, cancellationToken);
        try
        {
            Adopt(Folded(from, loaded));
        }
        catch (UnknownTemplateException)
        {
            // Published elsewhere a moment ago: with the feed caught up it is known here too.
            await services.Feed.CatchUpAsync(cancellationToken);
            Adopt(Folded(from, loaded));
        }
    }

    private ActorMemory<TState> Folded(ActorMemory<TState> from, LoadedStream loaded)
    {
        var state = from.State;
        var (snapshotVersion, bytes) = (from.SnapshotVersion, from.BytesSinceSnapshot);
        if (loaded.Snapshot is { } snapshot)
        {
            state = stored.Read(snapshot.State.Span);
            (snapshotVersion, bytes) = (snapshot.Version, 0);
        }

        foreach (var recorded in loaded.Tail)
        {
            state = TDecider.Evolve(state, (TEvent)EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span));
            bytes += recorded.Data.Length;
        }

        return new ActorMemory<TState>(state, loaded.Version, loaded.Number, loaded.Due, snapshotVersion, bytes);
    }

    private void Adopt(ActorMemory<TState> newer)
    {
        if (newer.Version >= memory.Version)
            memory = newer;
    }

    private static Verdict Standing(KnownCommand known) => known.As switch
    {
        KnownAs.Contradiction => new Verdict(VerdictStatus.Refused, known.Version, known.Position, new Refusal(
            "same-revision-other-content", "/eventUpdatedAt", "This id was already used at this revision with other content.")),
        // The other subject's numbers are nobody's business here.
        KnownAs.OtherStream => new Verdict(VerdictStatus.Refused, 0, 0, new Refusal(
            "names-another-subject", "", "An earlier revision named another purchase order or style: retract it and send a new id.")),
        _ => new Verdict(VerdictStatus.Duplicate, known.Version, known.Position, null),
    };
}
