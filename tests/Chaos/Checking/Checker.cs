using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Chaos.Checking;

/// <summary>
/// Judges a campaign by its evidence alone, each invariant by itself. See the README for what they are; I6 to I8 are of
/// parts that no plan drives.
/// </summary>
internal sealed class Checker
{
    private static readonly ImmutableArray<string> FollowsFromPlacing =
        [.. Templates.Published("APPAREL", 1)!.Sheet.Milestones.Where(m => m.Stage is Stage.Issued or Stage.Confirmed).Select(m => m.Code)];

    private readonly Evidence evidence;
    private readonly ImmutableArray<Recorded> recorded;
    private readonly ILookup<(string, string, DateTimeOffset), Recorded> byKey;
    private readonly ILookup<(string, string), Recorded> byEvent;

    private Checker(Evidence evidence)
    {
        this.evidence = evidence;
        recorded = Reports.In(evidence.Tables);
        byKey = recorded.ToLookup(r => r.What.Key);
        byEvent = recorded.ToLookup(r => (r.What.Source, r.What.EventId));
    }

    public static ImmutableArray<Finding> Check(Evidence evidence)
    {
        var checker = new Checker(evidence);
        return
        [
            Find("I1", "what was acknowledged is in the log once, as sent, where the answer says", checker.Acknowledged),
            Find("I2", "nothing is in the log that was not sent, nothing twice; repeats and refusals are told truly", checker.SentOnce),
            Find("I3", "positions and versions are dense and in real-time order; reads see what was acknowledged before", checker.Ordered),
            Find("I4", "rows, snapshots and due times equal a fresh fold; who holds a slot is who should", checker.Folded),
            Find("I5", "every board equals the database after calm and never went back", checker.Shown),
            Find("I9", "everybody was answered, in time, with a status that may be", checker.Answered),
        ];
    }

    private static Finding Find(string invariant, string meaning, Func<List<Violation>, int> check)
    {
        List<Violation> violations = [];
        var cases = check(violations);
        return new Finding(invariant, meaning, cases, [.. violations]);
    }

    private int Acknowledged(List<Violation> found)
    {
        var acknowledged = evidence.Sendings.Where(s => s.Told == Told.Accepted).ToArray();
        foreach (var sending in acknowledged)
        {
            var what = sending.What;
            var stored = byKey[what.Key].ToArray();
            if (stored.Length != 1)
                found.Add(Of(what, $"accepted, and {stored.Length} times in the log: {what}"));
            else if (stored[0].What != what)
                found.Add(Of(what, $"accepted as {what}, recorded as {stored[0].What}"));
            else if (stored[0].LastVersion != sending.Version || stored[0].LastPosition != sending.Position)
                found.Add(Of(what, $"accepted at version {sending.Version}, position {sending.Position}; recorded at {stored[0].LastVersion}, {stored[0].LastPosition}: {what}"));
        }

        return acknowledged.Length;
    }

    private int SentOnce(List<Violation> found)
    {
        var sent = evidence.Sendings.ToLookup(s => s.What.Key);
        foreach (var stored in byKey)
        {
            var what = stored.First().What;
            if (stored.Count() > 1)
                found.Add(Of(what, $"{stored.Count()} times in the log: {what}"));
            if (!sent[stored.Key].Any(s => s.What == what && s.Expected != Expected.Refused))
                found.Add(Of(what, $"in the log and never sent so: {what}"));
        }

        foreach (var twice in evidence.Sendings.Where(s => s.Told == Told.Accepted).GroupBy(s => s.What.Key).Where(g => g.Count() > 1))
            found.Add(Of(twice.First().What, $"accepted {twice.Count()} times: {twice.First().What}"));
        foreach (var sending in evidence.Sendings.Where(s => s.Told != Told.Unknown))
            if (Untrue(sending) is { } why)
                found.Add(Of(sending.What, $"{why}: {sending.What}, sent to {sending.Node}, was {sending.Told} {sending.Problem} at version {sending.Version}, position {sending.Position}"));
        CommandIds(found);
        return recorded.Length;
    }

    private string? Untrue(Sending sending) => (sending.Expected, sending.Told) switch
    {
        (Expected.Recorded, Told.Refused) => "refused without a reason",
        (Expected.Known, not Told.Duplicate) => "a repeat of what was acknowledged is not known",
        (Expected.Refused, not Told.Refused) => "nonsense was taken",
        (Expected.NotAccepted, Told.Accepted) => "a contradiction was taken",
        // What stands is this revision or a later one; the answer names where it ended.
        (_, Told.Duplicate) when !byEvent[(sending.What.Source, sending.What.EventId)].Any(r =>
            r.What.UpdatedAt >= sending.What.UpdatedAt && r.LastVersion == sending.Version && r.LastPosition == sending.Position)
            => "called a duplicate of what does not stand there",
        _ => null,
    };

    private void CommandIds(List<Violation> found)
    {
        var known = evidence.Tables.Commands.ToDictionary(c => c.Id);
        foreach (var revisions in byEvent)
        {
            var newest = revisions.MaxBy(r => r.What.UpdatedAt)!;
            var micros = (newest.What.UpdatedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            if (!known.TryGetValue(Contracts.CommandIds.Of("status-event", revisions.Key.Item1, revisions.Key.Item2), out var command))
                found.Add(Of(newest.What, $"recorded without its command id: {newest.What}"));
            else if (command.Revision != micros || command.Version != newest.LastVersion)
                found.Add(Of(newest.What, $"the command id stands at revision {command.Revision}, version {command.Version}; the log has {micros}, {newest.LastVersion}: {newest.What}"));
        }
    }

    private int Ordered(List<Violation> found)
    {
        var tables = evidence.Tables;
        var numbers = tables.Streams.ToDictionary(s => s.Number, s => s.Id);
        for (var i = 0; i < tables.Events.Length; i++)
            if (tables.Events[i].Position != i + 1)
            {
                found.Add(new Violation($"position {tables.Events[i].Position} follows {i}", numbers.GetValueOrDefault(tables.Events[i].Stream)));
                break;
            }

        if (tables.Head != (tables.Events.IsEmpty ? 0 : tables.Events[^1].Position))
            found.Add(new Violation($"the head is at {tables.Head}, the log ends elsewhere"));
        var byStream = tables.Events.ToLookup(e => e.Stream);
        foreach (var stream in tables.Streams)
        {
            var versions = byStream[stream.Number].ToArray();
            for (var i = 0; i < versions.Length; i++)
                if (versions[i].Version != i + 1)
                {
                    found.Add(new Violation($"{stream.Id}: version {versions[i].Version} follows {i}", stream.Id));
                    break;
                }

            if (stream.Version != versions.Length)
                found.Add(new Violation($"{stream.Id} stands at version {stream.Version}; its events end at {versions.Length}", stream.Id));
        }

        RealTime(found);
        Reads(found);
        return tables.Events.Length;
    }

    // Of one order: what was begun after another had been acknowledged never has the lower version.
    private void RealTime(List<Violation> found)
    {
        foreach (var order in evidence.Sendings.Where(s => s.Told == Told.Accepted).GroupBy(s => s.What.PurchaseOrder))
        {
            Sending? latest = null;
            foreach (var sending in order.OrderBy(s => s.Version))
            {
                if (latest is not null && latest.InvokedAt > sending.AnsweredAt)
                    found.Add(Of(sending.What, $"version {latest.Version} was sent after version {sending.Version} had been acknowledged: {latest.What}; {sending.What}"));
                if (latest is null || sending.InvokedAt > latest.InvokedAt)
                    latest = sending;
            }
        }
    }

    private void Reads(List<Violation> found)
    {
        var versions = evidence.Tables.Streams.ToDictionary(s => s.Id, s => s.Version, StringComparer.Ordinal);
        var told = evidence.Sendings.Where(s => s.Told == Told.Accepted).ToLookup(s => s.What.PurchaseOrder);
        foreach (var order in evidence.Readings.GroupBy(r => r.PurchaseOrder))
        {
            var acknowledged = told[order.Key].OrderBy(s => s.AnsweredAt).ToArray();
            var (next, least) = (0, 0);
            foreach (var read in order.OrderBy(r => r.InvokedAt))
            {
                for (; next < acknowledged.Length && acknowledged[next].AnsweredAt < read.InvokedAt; next++)
                    least = Math.Max(least, acknowledged[next].Version);
                if (read.Version < least || read.Version > versions.GetValueOrDefault(order.Key))
                    found.Add(new Violation($"node {read.Node} answered {order.Key} at version {read.Version}; {least} was acknowledged before", order.Key));
            }
        }
    }

    private int Folded(List<Violation> found)
    {
        var tables = evidence.Tables;
        var byStream = tables.Events.ToLookup(e => e.Stream);
        var snapshots = tables.Snapshots.ToDictionary(s => s.Stream);
        var holders = ClaimModel.Holders(recorded.Select(r => r.What).DistinctBy(s => s.Key));
        foreach (var placed in evidence.Placed.Except(tables.Streams.Where(s => s.Kind == Kinds.PurchaseOrder).Select(s => s.Id)))
            found.Add(new Violation($"{placed} was placed and is not stored", placed));
        foreach (var stream in tables.Streams)
        {
            var (name, order) = ($"{stream.Kind} {stream.Id}", stream.Kind == Kinds.PurchaseOrder ? stream.Id : null);
            if (StoredKinds.Find(stream.Kind)?.Begin() is not { } fold)
            {
                found.Add(new Violation($"{name} is of a kind that is not known"));
                continue;
            }

            var snapshot = snapshots.GetValueOrDefault(stream.Number);
            foreach (var happened in byStream[stream.Number])
            {
                fold.Add(happened.Type, happened.Schema, happened.Data);
                if (snapshot?.Version == happened.Version && !Same(snapshot.State, fold.Write()))
                    found.Add(new Violation($"{name}: the snapshot at version {happened.Version} is not the fold", order));
            }

            if (snapshot?.Version > stream.Version)
                found.Add(new Violation($"{name}: the snapshot is of version {snapshot.Version}, beyond {stream.Version}", order));
            if (!Same(stream.Row, fold.Row()))
                found.Add(new Violation($"{name}: the row is not the fold", order));
            var due = tables.Due.TryGetValue(stream.Number, out var at) ? at : (DateTimeOffset?)null;
            if (due != fold.Due)
                found.Add(new Violation($"{name} is due at {due:O}; the fold says {fold.Due:O}", order));
            if (fold is Fold<PurchaseOrderState> { State: var state })
                CheckHolders(stream.Id, state, holders, found);
        }

        foreach (var (node, order) in evidence.Answers)
            CheckAnswer(node, order, holders, found);
        return tables.Streams.Length;
    }

    private static void CheckHolders(
        string order, PurchaseOrderState state, Dictionary<(string PurchaseOrder, int, string, string), Statement> holders, List<Violation> found)
    {
        var kept = (
            from line in state.Lines
            where line.Timeline is not null
            from slot in line.Timeline!.Claims
            select (Slot: (order, line.Order.Number, slot.Milestone, Word(slot.Classifier)), slot.Holds))
            .ToDictionary(h => h.Slot, h => (h.Holds.EventId, h.Holds.UpdatedAt.ToUniversalTime(), (DateOnly?)h.Holds.Date));
        var should = holders.Where(h => h.Key.PurchaseOrder == order).ToDictionary(h => h.Key, h => (h.Value.EventId, h.Value.UpdatedAt, h.Value.Date));
        foreach (var slot in kept.Keys.Union(should.Keys))
            if (!kept.TryGetValue(slot, out var is_) || !should.TryGetValue(slot, out var ought) || is_ != ought)
                found.Add(new Violation($"{slot} is held by {kept.GetValueOrDefault(slot)}; it should be {should.GetValueOrDefault(slot)}", order));

        static string Word(Classifier classifier) => classifier switch { Classifier.Plan => "PLN", Classifier.Estimate => "EST", _ => "ACT" };
    }

    private void CheckAnswer(
        string node, JsonElement order, Dictionary<(string, int, string, string), Statement> holders, List<Violation> found)
    {
        var number = order.GetProperty("number").GetString()!;
        var stored = evidence.Tables.Streams.First(s => s.Id == number);
        if (order.GetProperty("version").GetInt32() != stored.Version)
            found.Add(new Violation($"node {node} answers {number} at version {order.GetProperty("version")}; stored is {stored.Version}", number));
        foreach (var line in order.GetProperty("lines").EnumerateArray())
            foreach (var milestone in line.GetProperty("milestones").EnumerateArray())
            {
                var code = milestone.GetProperty("code").GetString()!;
                var actual = milestone.TryGetProperty("actual", out var day) && day.ValueKind == JsonValueKind.String ? day.GetString() : null;
                var should = holders.TryGetValue((number, line.GetProperty("number").GetInt32(), code, "ACT"), out var holds) ? $"{holds.Date:yyyy-MM-dd}" : null;
                // That an order is there says by itself that it was issued and confirmed.
                if (actual != should && (should is not null || !FollowsFromPlacing.Contains(code)))
                    found.Add(new Violation($"node {node} answers {number} line {line.GetProperty("number")} {code} as done on {actual ?? "no day"}; it should be {should ?? "no day"}", number));
            }
    }

    private int Shown(List<Violation> found)
    {
        foreach (var misbehaviour in evidence.Misbehaviour.Where(IsOfBoards))
            found.Add(new Violation(misbehaviour));
        return evidence.Boards.Sum(board => BoardCheck.Check(board, evidence.Tables, found));
    }

    private int Answered(List<Violation> found)
    {
        foreach (var misbehaviour in evidence.Misbehaviour.Where(m => !IsOfBoards(m)))
            found.Add(new Violation(misbehaviour));
        return evidence.Requests;
    }

    private static bool IsOfBoards(string misbehaviour) => misbehaviour.Contains(" went back ", StringComparison.Ordinal);

    private static bool Same(byte[] stored, byte[] fresh) =>
        stored.AsSpan().SequenceEqual(fresh) || JsonNode.DeepEquals(JsonNode.Parse(stored), JsonNode.Parse(fresh));

    private static Violation Of(Statement what, string why) => new(why, what.PurchaseOrder, what.EventId);
}
