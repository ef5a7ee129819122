using System.Collections.Concurrent;

namespace Selvedge.Engine.Tests;

/// <summary>How a test and its grains meet: gates at which a turn waits, and notes of what happened. Thread-safe.</summary>
public sealed class Script
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new();
    private readonly ConcurrentQueue<string> notes = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Notes => [.. notes];

    public Task Gate(string name) => gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Open(string name)
    {
        _ = Gate(name);
        gates[name].TrySetResult();
    }

    public void Note(string what)
    {
        notes.Enqueue(what);
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public int Count(string what) => notes.Count(note => note == what);

    /// <summary>Waits until it has been noted so many times.</summary>
    public async Task Noted(string what, int times = 1)
    {
        while (Volatile.Read(ref changed).Task is var change && Count(what) < times)
            if (await Task.WhenAny(change, Task.Delay(Patience)) != change)
                Assert.Fail($"'{what}' was noted {Count(what)} times, not {times}. Notes: {string.Join("; ", notes)}");
    }
}
