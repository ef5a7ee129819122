using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Selvedge.Engine;

/// <summary>
/// One living instance of a grain: decides which turn may start, and leads the instance from its activation to
/// its deactivation. All of it happens on its scheduler, so there are no locks; only what says so may be called
/// from elsewhere. A turn that comes too late is sent on to the next activation: none is lost.
/// </summary>
internal sealed class Activation : IGrainContext
{
    private enum Stage : byte { New, Activating, Active, Deactivating, Dead }

    private static readonly TimeSpan Century = TimeSpan.FromDays(36_525);

    private readonly GrainClass grainClass;
    private readonly string name;
    private AsyncServiceScope scope;
    private Grain? instance;
    private Queue<Turn>? waiting;
    private HashSet<GrainTimer>? timers;
    private TaskCompletionSource? ended;
    private DeactivationReason? deactivation;
    private long lastUse;
    private long keepUntil;
    private int running;
    private int readers;
    private bool exclusive;
    private bool draining;
    private volatile Stage stage;

    public Activation(GrainClass grainClass, string name)
    {
        this.grainClass = grainClass;
        this.name = name;
        Scheduler = new ActivationScheduler(this);
        lastUse = Catalog.Time.GetTimestamp();
    }

    /// <summary>The activation whose turn or constructor runs on this thread.</summary>
    public static Activation? Current => (TaskScheduler.Current as ActivationScheduler)?.Activation;

    public ActivationScheduler Scheduler { get; }

    public Catalog Catalog => grainClass.Catalog;

    public GrainId GrainId => new(grainClass, name);

    public IServiceProvider Services => scope.ServiceProvider;

    public Grain Instance => instance!;

    public void Receive(Turn turn)
    {
        if (stage == Stage.Active && (turn.Kind == TurnKind.Interleaving || waiting is not { Count: > 0 }) && MayStart(turn))
        {
            Start(turn);
            return;
        }
        if (stage == Stage.Dead)
        {
            turn.Reroute();
            return;
        }
        (waiting ??= new()).Enqueue(turn);
        if (stage == Stage.New)
            _ = ActivateAsync();
    }

    private bool MayStart(Turn turn) => turn.Kind switch
    {
        TurnKind.Interleaving => true,
        TurnKind.ReadOnly => !exclusive,
        _ => !exclusive && readers == 0,
    };

    private void Start(Turn turn)
    {
        if (turn.IsAbandoned)
            return;
        running++;
        if (turn.Kind == TurnKind.Exclusive)
            exclusive = true;
        else if (turn.Kind == TurnKind.ReadOnly)
            readers++;
        turn.Run(this);
    }

    /// <summary>A turn has ended, with whatever outcome.</summary>
    public void Finish(Turn turn)
    {
        running--;
        if (turn.Kind == TurnKind.Exclusive)
            exclusive = false;
        else if (turn.Kind == TurnKind.ReadOnly)
            readers--;
        if (turn.KeepsAlive)
            lastUse = Catalog.Time.GetTimestamp();

        if (stage == Stage.Deactivating && running == 0)
            _ = DeactivateAsync();
        else if (waiting is { Count: > 0 })
            StartWaiting();
    }

    // In order of arrival, up to the first that must wait on: readers cannot keep a writer waiting for ever.
    // A turn that ends at once comes back through Finish; the flag keeps that from nesting.
    private void StartWaiting()
    {
        if (draining)
            return;
        draining = true;
        while (stage == Stage.Active && waiting!.TryPeek(out var next) && (next.IsAbandoned || MayStart(next)))
            Start(waiting.Dequeue());
        draining = false;
    }

    private async Task ActivateAsync()
    {
        stage = Stage.Activating;
        try
        {
            scope = Catalog.Services.CreateAsyncScope();
            instance = grainClass.Create(scope.ServiceProvider);
            using var limit = new CancellationTokenSource(Catalog.Options.ActivationTimeout, Catalog.Time);
            await instance.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception error)
        {
            Catalog.FailedActivations.Add(GrainId, error);
            await CloseAsync(turn => turn.Fail(error));
            return;
        }

        Catalog.FailedActivations.End();
        lastUse = Catalog.Time.GetTimestamp();
        stage = Stage.Active;
        if (deactivation is { } wanted)
        {
            deactivation = null;
            Deactivate(wanted);
            return;
        }
        var arrived = waiting!;
        waiting = null;
        foreach (var turn in arrived)
            Receive(turn);
    }

    /// <summary>Ends the activation once its running turns have. From any thread.</summary>
    public void Deactivate(DeactivationReason reason)
    {
        if (Current != this)
        {
            Scheduler.Post(() => Deactivate(reason));
            return;
        }
        if (deactivation is not null || stage == Stage.Dead)
            return;
        deactivation = reason;
        if (stage == Stage.New)
            _ = CloseAsync(turn => turn.Reroute());
        if (stage != Stage.Active)
            return;
        stage = Stage.Deactivating;
        if (running == 0)
            _ = DeactivateAsync();
    }

    /// <summary>Deactivates, and completes when the activation has ended. From any thread.</summary>
    public Task EndAsync(DeactivationReason reason)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Scheduler.Post(() =>
        {
            if (stage == Stage.Dead)
            {
                end.SetResult();
                return;
            }
            ended = end;
            Deactivate(reason);
        });
        return end.Task;
    }

    private async Task DeactivateAsync()
    {
        foreach (var timer in timers?.ToArray() ?? [])
            timer.Dispose();
        try
        {
            using var limit = new CancellationTokenSource(Catalog.Options.ActivationTimeout, Catalog.Time);
            await instance!.OnDeactivateAsync(deactivation!.Value, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception error)
        {
            Catalog.Log.DeactivationFailed(GrainId, error);
        }
        await CloseAsync(turn => turn.Reroute());
    }

    private async Task CloseAsync(Action<Turn> dismiss)
    {
        foreach (var timer in timers?.ToArray() ?? [])
            timer.Dispose();
        try
        {
            if (instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (instance as IDisposable)?.Dispose();
            if (instance is not null)
                await scope.DisposeAsync();
        }
        catch (Exception error)
        {
            Catalog.Log.DeactivationFailed(GrainId, error);
        }
        grainClass.Remove(name, this); // before the turns go on, which would otherwise come back here
        stage = Stage.Dead;
        while (waiting is not null && waiting.TryDequeue(out var turn))
            dismiss(turn);
        ended?.SetResult();
    }

    /// <summary>Deactivates if nothing has happened for long enough. From any thread.</summary>
    public void Collect(TimeSpan age)
    {
        if (IsIdle(age))
            Scheduler.Post(() =>
            {
                if (IsIdle(age))
                    Deactivate(new(DeactivationReasonCode.ActivationIdle, $"Idle for {age}."));
            });
    }

    private bool IsIdle(TimeSpan age) =>
        stage == Stage.Active && running == 0
        && Catalog.Time.GetElapsedTime(lastUse) >= age && Catalog.Time.GetTimestamp() >= keepUntil;

    public void DelayDeactivation(TimeSpan time) => keepUntil =
        time == Timeout.InfiniteTimeSpan || time > Century ? long.MaxValue
        : time <= TimeSpan.Zero ? 0
        : Catalog.Time.GetTimestamp() + (long)(time.TotalSeconds * Catalog.Time.TimestampFrequency);

    /// <exception cref="InvalidOperationException">The activation is ending.</exception>
    public void Add(GrainTimer timer)
    {
        if (stage is Stage.Deactivating or Stage.Dead)
            throw new InvalidOperationException($"{GrainId} is deactivating and takes no timers.");
        (timers ??= []).Add(timer);
    }

    public void Remove(GrainTimer timer) => timers?.Remove(timer);
}
