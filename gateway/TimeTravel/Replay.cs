using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.CalendarTemplates;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Journal;

namespace Selvedge.Gateway.TimeTravel;

/// <summary>What a full replay came to.</summary>
/// <param name="Hash">Of everything as the events alone make it: every stream's key, version, row, due time, links and whole state.</param>
/// <param name="StoredHash">Of the same as it is stored, in snapshots too; equal exactly when nothing differs.</param>
/// <param name="Snapshots">How many of the streams' snapshots were compared; those of another form are ignored, as when loading.</param>
/// <param name="DifferenceCount">Of all differences, listed or not.</param>
/// <param name="Differences">By stream; at most <see cref="Replay.MaxListed"/>.</param>
public sealed record ReplayResult(
    long Head, long Streams, long Events, long Snapshots, string Hash, string StoredHash, int DifferenceCount, ImmutableArray<string> Differences);

/// <summary>
/// Makes everything anew from the log, by nothing but the events, and compares it with what is stored beside them: bit for
/// bit. As of one moment, while others write.
/// </summary>
public static class Replay
{
    public const int MaxListed = 100;

    /// <param name="parts">How many streams are folded side by side.</param>
    public static async Task<ReplayResult> RunAsync(NpgsqlDataSource source, int parts, CancellationToken ct)
    {
        await LearnTemplatesAsync(source, ct);
        await using var scan = await StreamScan.BeginAsync(source, ct);
        var workers = Enumerable.Range(0, parts).Select(_ => new Worker()).ToArray();
        await Task.WhenAll(workers.Select((worker, part) => Task.Run(() => scan.ReadAsync(part, parts, worker, ct), ct)));

        var digests = workers.SelectMany(worker => worker.Digests).OrderBy(d => d.Stream, StringComparer.Ordinal).ToList();
        var differences = workers.SelectMany(worker => worker.Differences).Order(StringComparer.Ordinal).ToList();
        // Every event is of some stream's fold, or else a stream has lost them.
        var events = workers.Sum(worker => worker.Events);
        if (events != scan.Head)
            differences.Insert(0, $"the log ends at position {scan.Head} and {events} of its events belong to a stream");
        return new ReplayResult(
            scan.Head, digests.Count, events, workers.Sum(worker => worker.Snapshots), HashOf(digests.Select(d => d.Rebuilt)),
            HashOf(digests.Select(d => d.Stored)), differences.Count, [.. differences.Take(MaxListed)]);
    }

    // Styles and lines name the versions of templates by which they are laid.
    private static async Task LearnTemplatesAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        // Nobody waits for an answer within the second.
        await using var journal = new Journal.Journal(source, new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromMinutes(1) });
        await foreach (var row in journal.ReadRowsAsync(Kinds.CalendarTemplate, ct))
            await foreach (var recorded in journal.ReadStreamAsync(row.Stream, 0, ct: ct))
                if (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span) is TemplateEvent.Published e)
                    Templates.Learn(e.Id, e.Version, e.Sheet);
    }

    private static string HashOf(IEnumerable<byte[]> digests)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var digest in digests)
            hash.AppendData(digest);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Folds one stream after the other.</summary>
    private sealed class Worker : IStreamVisitor
    {
        private readonly Digester digester = new();
        private StoredStream stream = null!;
        private Fold? fold;
        private byte[]? atSnapshot;
        private string? unread;

        public List<(string Stream, byte[] Rebuilt, byte[] Stored)> Digests { get; } = [];

        public List<string> Differences { get; } = [];

        public long Events { get; private set; }

        public long Snapshots { get; private set; }

        public void Begin(StoredStream stream)
        {
            (this.stream, fold, atSnapshot, unread) = (stream, null, null, null);
            if (StoredKinds.Find(stream.Key.Kind) is { } kind)
                fold = kind.Begin();
            else
                unread = $"its kind '{stream.Key.Kind}' is not known here";
        }

        public void Add(int version, string type, short schema, ReadOnlySpan<byte> data)
        {
            Events++;
            if (unread is not null || fold is null)
                return;
            if (version != fold.Version + 1)
            {
                unread = $"version {version} follows {fold.Version}";
                return;
            }

            try
            {
                fold.Add(type, schema, data);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                unread = $"version {version} cannot be replayed: {e.Message}";
                return;
            }

            if (stream.Snapshot is { } snapshot && snapshot.Version == version && snapshot.Schema == fold.Schema)
                atSnapshot = fold.Write();
        }

        public void End()
        {
            var name = stream.Key.ToString();
            if (unread is null && fold!.Version != stream.Version)
                unread = $"stored at version {stream.Version}; its events end at {fold.Version}";
            if (unread is not null)
            {
                Differ(unread);
                Digests.Add((name, digester.Of("unread"u8), digester.Of(stream.Row.Span)));
                return;
            }

            var (row, state, links) = (fold!.Row(), fold.Write(), fold.Links.Select(link => new StreamKey(link.Kind, link.Id)));
            var rebuilt = digester.Of(stream.Key, fold.Version, row, fold.Due, links, state);
            var stored = digester.Of(stream.Key, stream.Version, stream.Row.Span, stream.Due, stream.Links, StoredState(state));
            Digests.Add((name, rebuilt, stored));
            if (rebuilt.AsSpan().SequenceEqual(stored))
                return;
            if (!stream.Row.Span.SequenceEqual(row))
                Differ("the row is not what its events make it");
            if (stream.Due != fold.Due)
                Differ($"due at {stream.Due:O}; its events say {fold.Due:O}");
            if (!stream.Links.Order(ByName.Instance).SequenceEqual(links.Order(ByName.Instance)))
                Differ($"linked to {string.Join(", ", stream.Links)}; its events say {string.Join(", ", links)}");
        }

        // What a load would come to: a snapshot that is what the events before it make leads where they all lead.
        private ReadOnlySpan<byte> StoredState(byte[] replayed)
        {
            if (stream.Snapshot is not { } snapshot || snapshot.Schema != fold!.Schema)
                return replayed;
            Snapshots++;
            if (atSnapshot is not null && (snapshot.State.Span.SequenceEqual(atSnapshot) || Rewritten(snapshot.State.Span).SequenceEqual(atSnapshot)))
                return replayed;
            Differ($"the snapshot of version {snapshot.Version} is not what the events before it make");
            return snapshot.State.Span;
        }

        private ReadOnlySpan<byte> Rewritten(ReadOnlySpan<byte> state)
        {
            try
            {
                return fold!.Rewrite(state);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return [];
            }
        }

        private void Differ(string how) => Differences.Add($"{stream.Key}: {how}");
    }

    /// <summary>Hashes one stream. Every part is led by its length, so that no two streams can be written alike.</summary>
    private sealed class Digester
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public byte[] Of(
            StreamKey key, int version, ReadOnlySpan<byte> row, DateTimeOffset? due, IEnumerable<StreamKey> links, ReadOnlySpan<byte> state)
        {
            Add(key.ToString());
            Add(version);
            Add(row);
            Add(due?.UtcTicks ?? 0);
            foreach (var link in links.Order(ByName.Instance))
                Add(link.ToString());
            Add(state);
            return hash.GetHashAndReset();
        }

        public byte[] Of(ReadOnlySpan<byte> bytes)
        {
            Add(bytes);
            return hash.GetHashAndReset();
        }

        private void Add(string text) => Add(Encoding.UTF8.GetBytes(text));

        private void Add(long number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }

        private void Add(ReadOnlySpan<byte> bytes)
        {
            Add((long)bytes.Length);
            hash.AppendData(bytes);
        }
    }

    private sealed class ByName : IComparer<StreamKey>
    {
        public static readonly ByName Instance = new();

        public int Compare(StreamKey x, StreamKey y) => string.CompareOrdinal(x.ToString(), y.ToString());
    }
}
