using System.Threading.Channels;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Questions that many ask at once, put to the database together: while a query runs, the next batch collects. However
/// many wait, no more connections are taken than queries may run at once. Thread-safe.
/// </summary>
/// <param name="ask">Answers in the order of the questions, which are at least one.</param>
internal sealed class BatchedReads<TQuestion, TAnswer> : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly JournalOptions _options;
    private readonly int _maxBatch;
    private readonly Func<NpgsqlConnection, IReadOnlyList<TQuestion>, CancellationToken, Task<TAnswer[]>> _ask;
    private readonly Channel<Waiting> _waiting;
    private readonly Task _asking;

    public BatchedReads(
        NpgsqlDataSource source, JournalOptions options, int maxBatch, int atOnce,
        Func<NpgsqlConnection, IReadOnlyList<TQuestion>, CancellationToken, Task<TAnswer[]>> ask)
    {
        (_source, _options, _maxBatch, _ask) = (source, options, maxBatch, ask);
        _waiting = Channel.CreateBounded<Waiting>(options.MaxQueuedAppends);
        _asking = Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(RunAsync)));
    }

    /// <exception cref="JournalUnavailableException"/>
    public async Task<TAnswer> AskAsync(TQuestion question, CancellationToken ct)
    {
        var waiting = new Waiting(question);
        try
        {
            await _waiting.Writer.WriteAsync(waiting, ct);
        }
        catch (ChannelClosedException)
        {
            throw new JournalUnavailableException("The journal is stopping.");
        }
        return await waiting.Task.WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _asking;
    }

    private async Task RunAsync()
    {
        var batch = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < _maxBatch && _waiting.Reader.TryRead(out var next))
                batch.Add(next);
            if (batch.Count > 0)
                await AnswerAsync(batch);
        }
    }

    private async Task AnswerAsync(List<Waiting> batch)
    {
        try
        {
            var questions = batch.ConvertAll(waiting => waiting.Question);
            var answers = await _source.ReadAsync(_options, (connection, ct) => _ask(connection, questions, ct), CancellationToken.None);
            for (var i = 0; i < batch.Count; i++)
                batch[i].TrySetResult(answers[i]);
        }
        catch (Exception failure) when (failure is JournalUnavailableException || batch.Count == 1)
        {
            foreach (var waiting in batch)
                waiting.TrySetException(failure);
        }
        catch (Exception)
        {
            // Something in one of them cannot be asked: each alone.
            foreach (var waiting in batch)
                await AnswerAsync([waiting]);
        }
    }

    private sealed class Waiting(TQuestion question) : TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TQuestion Question => question;
    }
}
