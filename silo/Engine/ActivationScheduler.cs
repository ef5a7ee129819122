// Per arriving turn or continuation: one queue operation, and a thread-pool hand-over unless already running.
// The trick: a whole burst runs inside one task, which makes this the current scheduler for all of it, so
// that awaits come back here and arriving turns need no task of their own.
namespace Selvedge.Engine;

/// <summary>
/// Runs what belongs to one activation, one piece at a time, on the thread pool: arriving turns
/// and the continuations of running ones. Nothing of an activation is ever in parallel with another.
/// </summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    // After so many pieces the thread goes back to the pool: a busy activation must not starve the others.
    private const int Quantum = 128;

    private readonly Queue<object> work = new();
    private bool scheduled;
    private Thread? runner;

    public Activation Activation => activation;

    public void Enqueue(Turn turn) => EnqueueWork(turn);

    /// <summary>Runs the action as a piece of this activation's work, outside any turn.</summary>
    public void Post(Action action)
    {
        using (ExecutionContext.SuppressFlow())
            new Task(action, TaskCreationOptions.DenyChildAttach).Start(this);
    }

    protected override void QueueTask(Task task) => EnqueueWork(task);

    private void EnqueueWork(object piece)
    {
        lock (work)
        {
            work.Enqueue(piece);
            if (scheduled)
                return;
            scheduled = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        runner = Thread.CurrentThread;
        new Task(static self => ((ActivationScheduler)self!).RunBurst(), this, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);
        runner = null;
        lock (work)
        {
            scheduled = work.Count > 0;
            if (!scheduled)
                return;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void RunBurst()
    {
        var clean = ExecutionContext.Capture()!;
        for (var i = 0; i < Quantum; i++)
        {
            object? piece;
            lock (work)
            {
                if (!work.TryDequeue(out piece))
                    return;
            }
            if (piece is Turn turn)
                activation.Receive(turn);
            else
                TryExecuteTask((Task)piece);
            ExecutionContext.Restore(clean); // what one piece put into async locals is not the next one's
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && runner == Thread.CurrentThread && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (work)
            return work.OfType<Task>().ToArray();
    }

    public override int MaximumConcurrencyLevel => 1;
}
