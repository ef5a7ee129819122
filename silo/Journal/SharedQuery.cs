namespace Selvedge.Journal;

/// <summary>
/// One query in flight, shared by all who wait: whoever asks gets the answer of a query that started after it asked.
/// Thread-safe.
/// </summary>
internal sealed class SharedQuery<T>(Func<Task<T>> query)
{
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private Task<T>? _next;

    public Task<T> AskAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            if (_next is null)
            {
                var running = _running;
                _next = Task.Run(() => StartAfterAsync(running));
            }
            return _next.WaitAsync(ct);
        }
    }

    private async Task<T> StartAfterAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            (_running, _next) = (_next!, null);
        return await query();
    }
}
