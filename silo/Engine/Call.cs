using System.Collections.Immutable;
using Orleans.Runtime;

namespace Selvedge.Engine;

/// <summary>A call on its way to a grain and its answer on the way back; who comes first settles it: the grain, the
/// time limit, or the caller's cancellation. Thread-safe where an answer is concerned.</summary>
internal abstract class Call(GrainClass grainClass, string key, ImmutableDictionary<string, object>? context) : Turn
{
    // A grain that ends itself at each activation would otherwise send its calls round for ever. As in Orleans.
    private const int MostReroutes = 2;

    private int reroutes;

    // Links and lane belong to ResponseTimeouts.
    public Call? Previous;
    public Call? Next;
    public int Lane;
    public long SentAt;

    public GrainClass GrainClass => grainClass;

    public string Key => key;

    protected ImmutableDictionary<string, object>? Context => context;

    public override void Reroute()
    {
        if (IsAbandoned)
            return;
        if (reroutes++ < MostReroutes)
            grainClass.Catalog.Send(this);
        else
            Fail(new OrleansMessageRejectionException($"{new GrainId(grainClass, key)} deactivated {reroutes} times before the call could run."));
    }

    public abstract void Expire(TimeSpan limit);
}

internal sealed class Call<TArguments, TResult>(
    GrainMethod<TArguments, TResult> method, TArguments arguments, GrainClass grainClass, string key,
    ImmutableDictionary<string, object>? context) : Call(grainClass, key, context)
{
    // Asynchronously: what the caller does with the answer must not run inside the grain's turn.
    private readonly TaskCompletionSource<TResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallCancellation? cancellation = method.TakesToken ? new() : null;
    private CancellationTokenRegistration callersCancellation;

    public Task<TResult> Answer => answer.Task;

    public override TurnKind Kind => method.Kind;

    public override bool IsAbandoned => answer.Task.IsCompleted;

    public void CancelWith(CancellationToken token) => callersCancellation = token.UnsafeRegister(
        static (self, token) => ((Call<TArguments, TResult>)self!).Cancel(token), this);

    public override void Run(Activation activation)
    {
        Task turn;
        try
        {
            if (Context is not null)
                RequestContext.Import(Context);
            if (cancellation is not null)
            {
                cancellation.RunsOn(activation.Scheduler);
                if (IsAbandoned) // in the moment before: then nothing would have cancelled the token
                {
                    activation.Finish(this);
                    return;
                }
            }
            turn = method.Invoke(activation.Instance, arguments, cancellation?.Token ?? default);
            if (!turn.IsCompletedSuccessfully)
            {
                _ = FinishLaterAsync(turn, activation);
                return;
            }
            Succeed(turn);
        }
        catch (Exception error)
        {
            Fail(error);
        }
        activation.Finish(this);
    }

    private async Task FinishLaterAsync(Task turn, Activation activation)
    {
        try
        {
            await turn;
            Succeed(turn);
        }
        catch (Exception error)
        {
            Fail(error);
        }
        activation.Finish(this);
    }

    // Copied within the turn: afterwards the grain may change what it returned.
    private void Succeed(Task turn)
    {
        var result = typeof(TResult) == typeof(Nothing) ? default! : Copier<TResult>.Copy(((Task<TResult>)turn).Result);
        if (answer.TrySetResult(result))
            Settled();
    }

    public override void Fail(Exception error)
    {
        if (method.IsOneWay)
            GrainClass.Catalog.Log.OneWayCallFailed(method.Name, new(GrainClass, Key), error);
        else if (answer.TrySetException(error))
            Settled();
    }

    public override void Expire(TimeSpan limit)
    {
        if (answer.TrySetException(new TimeoutException(
            $"{method.Name} of {new GrainId(GrainClass, Key)} did not answer within {limit}. The turn, if it has begun, goes on.")))
            cancellation?.Cancel();
        Settled();
    }

    private void Cancel(CancellationToken token)
    {
        if (!answer.TrySetCanceled(token))
            return;
        cancellation!.Cancel();
        GrainClass.Catalog.Timeouts.Forget(this);
    }

    private void Settled()
    {
        GrainClass.Catalog.Timeouts.Forget(this);
        callersCancellation.Unregister();
    }
}
