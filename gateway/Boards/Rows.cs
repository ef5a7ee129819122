using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.CalendarTemplates;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.Partners;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Vendors;
using Selvedge.Domain.Walls;
using Selvedge.Domain.WhatIfs;
using Selvedge.Journal;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// All rows of this node, kept current by <see cref="RowFollower"/>. Rows hold at least what was committed up to
/// <see cref="Position"/>. Thread-safe for readers; one writer. What is enumerated while it changes may mix rows
/// of neighbouring positions.
/// </summary>
/// <param name="catchUpFeed">Waits until the node has read everything acknowledged before the call; returns that position.</param>
/// <param name="unknownOutcomeLimit">How long callers of this node wait for its database: for the rows not less, and at least five seconds.</param>
public sealed class Rows(Func<CancellationToken, Task<long>> catchUpFeed, TimeSpan unknownOutcomeLimit = default)
{
    // No database stands between the feed and the rows, only work; while they are first loaded nobody waits for long.
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(5);

    private readonly TimeSpan patience = unknownOutcomeLimit > LeastPatience ? unknownOutcomeLimit : LeastPatience;

    private readonly Shelf<PurchaseOrderRow> purchaseOrders = new();
    private readonly Shelf<StyleRow> styles = new();
    private readonly Shelf<VendorRow> vendors = new();
    private readonly Shelf<PersonSheet> people = new();
    private readonly Shelf<TemplateRow> templates = new();
    private readonly Shelf<CalendarRow> calendars = new();
    private readonly Shelf<ApprovalRow> approvals = new();
    private readonly Shelf<WhatIfRow> whatIfs = new();
    private readonly Shelf<BulkActRow> bulkActs = new();
    private readonly Shelf<ConversationRow> conversations = new();
    private readonly Shelf<LineReviewRow> lineReviews = new();
    private readonly Shelf<WallLinkRow> wallLinks = new();
    private readonly Shelf<PartnerRow> partners = new();
    private readonly Shelf<IncidentRow> incidents = new();
    private readonly Shelf<ShipmentRow> shipments = new();

    // An order that names the style no more stays listed with it: that costs a look, not an error.
    private readonly ConcurrentDictionary<string, ImmutableHashSet<string>> ordersByStyle = new(StringComparer.Ordinal);

    // Who is called otherwise by now stays listed too.
    private readonly ConcurrentDictionary<string, ImmutableHashSet<string>> peopleBySignInName = new(StringComparer.Ordinal);

    private readonly Lock gate = new();
    private readonly HashSet<StreamKey> changed = [];
    private TaskCompletionSource? advanced;
    private long position;
    private DateTimeOffset committedAt = DateTimeOffset.UnixEpoch;

    /// <summary>Raised after each advance, on the writer's thread: return at once.</summary>
    internal event Action? Advanced;

    /// <summary>All rows are in memory; until then there are none to be relied on.</summary>
    public bool IsLoaded { get; private set; }

    public long Position => Interlocked.Read(ref position);

    /// <summary>Commit time of the newest event up to <see cref="Position"/>; 1970 while there is none.</summary>
    public DateTimeOffset CommittedAt
    {
        get { lock (gate) return committedAt; }
    }

    public IEnumerable<PurchaseOrderEntry> PurchaseOrders => purchaseOrders.All;

    public IEnumerable<StyleEntry> Styles => styles.All;

    public IEnumerable<VendorEntry> Vendors => vendors.All;

    /// <summary>Who works here, or with us.</summary>
    public IEnumerable<PersonEntry> People => people.All.Where(p => !p.Row.HasLeft);

    /// <summary>Also those who have left.</summary>
    public IEnumerable<PersonEntry> Everybody => people.All;

    /// <summary>Those of which anything happened; one that is as it came with the product is not among them.</summary>
    public IEnumerable<TemplateEntry> Templates => templates.All;

    public IEnumerable<CalendarEntry> Calendars => calendars.All;

    public IEnumerable<ApprovalEntry> Approvals => approvals.All;

    public IEnumerable<WhatIfEntry> WhatIfs => whatIfs.All;

    public IEnumerable<BulkActEntry> BulkActs => bulkActs.All;

    /// <summary>Of which somebody spoke.</summary>
    public IEnumerable<ConversationEntry> Conversations => conversations.All;

    public IEnumerable<LineReviewEntry> LineReviews => lineReviews.All;

    /// <summary>Also those that have ended.</summary>
    public IEnumerable<WallLinkEntry> WallLinks => wallLinks.All;

    public IEnumerable<PartnerEntry> Partners => partners.All;

    public IEnumerable<IncidentEntry> Incidents => incidents.All;

    public IEnumerable<ShipmentEntry> Shipments => shipments.All;

    /// <summary>Numbers of the orders that name a style, or did.</summary>
    internal IEnumerable<string> OrdersOf(string style) => ordersByStyle.TryGetValue(style, out var numbers) ? numbers : [];

    /// <summary>Vendors of the issued orders that name a style, a vendor for each order. Looked up as it is enumerated.</summary>
    public IEnumerable<string> MakersOf(string style)
    {
        foreach (var number in OrdersOf(style))
            if (TryGetPurchaseOrder(number, out var order) && order.Row.IsIssued && order.Row.Lines.Any(line => line.Style == style))
                yield return order.Row.Vendor;
    }

    public bool TryGetPurchaseOrder(string number, [NotNullWhen(true)] out PurchaseOrderEntry? entry) => purchaseOrders.TryGet(number, out entry);

    public bool TryGetStyle(string number, [NotNullWhen(true)] out StyleEntry? entry) => styles.TryGet(number, out entry);

    public bool TryGetVendor(string code, [NotNullWhen(true)] out VendorEntry? entry) => vendors.TryGet(code, out entry);

    public bool TryGetCalendar(string key, [NotNullWhen(true)] out CalendarEntry? entry) => calendars.TryGet(key, out entry);

    public bool TryGetPerson(string id, [NotNullWhen(true)] out PersonEntry? entry) => people.TryGet(id, out entry);

    /// <summary>Those whom the sign-in's provider calls so, also who has left; more than one is a mistake that somebody made.</summary>
    public IEnumerable<PersonEntry> KnownAs(string name)
    {
        var ids = peopleBySignInName.GetValueOrDefault(name, []).Add(name);
        foreach (var id in ids)
            if (TryGetPerson(id, out var person) && person.Row.KnownAs == name)
                yield return person;
    }

    public bool TryGetApproval(string id, [NotNullWhen(true)] out ApprovalEntry? entry) => approvals.TryGet(id, out entry);

    /// <param name="key">Of the conversation.</param>
    public bool TryGetConversation(string key, [NotNullWhen(true)] out ConversationEntry? entry) => conversations.TryGet(key, out entry);

    public bool TryGetLineReview(string id, [NotNullWhen(true)] out LineReviewEntry? entry) => lineReviews.TryGet(id, out entry);

    public bool TryGetWallLink(string id, [NotNullWhen(true)] out WallLinkEntry? entry) => wallLinks.TryGet(id, out entry);

    public bool TryGetPartner(string id, [NotNullWhen(true)] out PartnerEntry? entry) => partners.TryGet(id, out entry);

    public bool TryGetShipment(string id, [NotNullWhen(true)] out ShipmentEntry? entry) => shipments.TryGet(id, out entry);

    public bool TryGetIncident(string id, [NotNullWhen(true)] out IncidentEntry? entry) => incidents.TryGet(id, out entry);

    public bool TryGetWhatIf(string id, [NotNullWhen(true)] out WhatIfEntry? entry) => whatIfs.TryGet(id, out entry);

    public bool TryGetBulkAct(string id, [NotNullWhen(true)] out BulkActEntry? entry) => bulkActs.TryGet(id, out entry);

    /// <summary>Waits until everything acknowledged before the call is in memory: read your own writes.</summary>
    /// <exception cref="JournalUnavailableException">The journal's head cannot be learned now, or the rows do not come so far.</exception>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        var head = await catchUpFeed(ct);
        try
        {
            await ReachAsync(head, ct).WaitAsync(patience, ct);
        }
        catch (TimeoutException late)
        {
            throw new JournalUnavailableException("The rows do not come as far as the journal.", late);
        }
    }

    /// <summary>The value of a row, if it is the one that this node holds; else null.</summary>
    internal object? Find(StreamRow row) => row.Stream.Kind switch
    {
        Kinds.PurchaseOrder => purchaseOrders.Find(row),
        Kinds.Style => styles.Find(row),
        Kinds.Vendor => vendors.Find(row),
        Kinds.Person => people.Find(row),
        Kinds.Approval => approvals.Find(row),
        Kinds.Conversation => conversations.Find(row),
        _ => null,
    };

    /// <summary>The value of a row from its bytes; null for a kind that is not held.</summary>
    internal static object? Read(StreamRow row) => row.Stream.Kind switch
    {
        Kinds.PurchaseOrder => StoredForm.Read<PurchaseOrderRow>(row.Data.Span),
        Kinds.Style => StoredForm.Read<StyleRow>(row.Data.Span),
        Kinds.Vendor => StoredForm.Read<VendorRow>(row.Data.Span),
        Kinds.Person => StoredForm.Read<PersonSheet>(row.Data.Span),
        Kinds.Approval => StoredForm.Read<ApprovalRow>(row.Data.Span),
        Kinds.Conversation => StoredForm.Read<ConversationRow>(row.Data.Span),
        _ => null,
    };

    /// <summary>Loads what stood before the first batch; call <see cref="Advance"/> when all is in.</summary>
    internal void Load(StreamRow row, long upTo)
    {
        lock (gate)
            Put_NeedsLock(row, upTo);
    }

    internal void Apply(FeedBatch batch)
    {
        lock (gate)
        {
            foreach (var row in batch.Rows)
                Put_NeedsLock(row, batch.To);
            Advance(batch.To, batch.CommittedAt);
        }
    }

    internal void Advance(long to, DateTimeOffset at)
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            Interlocked.Exchange(ref position, to);
            committedAt = at;
            IsLoaded = true;
            waiting = advanced;
            advanced = null;
        }

        waiting?.SetResult();
        Advanced?.Invoke();
    }

    /// <summary>
    /// Gives what changed since the last call, each stream once however often it changed, and the position up to which
    /// that is all. No row is replaced until <paramref name="arrange"/> returns, so that what it reads is of one position.
    /// </summary>
    /// <remarks>For the one reader that arranges the boards. Does nothing before the rows are loaded.</remarks>
    internal void TakeChanges(Action<RowChanges> arrange)
    {
        lock (gate)
        {
            if (!IsLoaded)
                return;
            arrange(new RowChanges(position, committedAt, changed));
            changed.Clear();
        }
    }

    private async Task ReachAsync(long head, CancellationToken ct)
    {
        while (NextAdvanceBefore(head) is { } advance)
            await advance.WaitAsync(ct);
    }

    private void Put_NeedsLock(StreamRow row, long upTo)
    {
        var isNew = row.Stream.Kind switch
        {
            Kinds.PurchaseOrder => purchaseOrders.Put(row, upTo),
            Kinds.Style => styles.Put(row, upTo),
            Kinds.Vendor => vendors.Put(row, upTo),
            Kinds.Person => people.Put(row, upTo),
            Kinds.CalendarTemplate => templates.Put(row, upTo),
            Kinds.WorkingCalendar => calendars.Put(row, upTo),
            Kinds.Approval => approvals.Put(row, upTo),
            Kinds.WhatIf => whatIfs.Put(row, upTo),
            Kinds.BulkAct => bulkActs.Put(row, upTo),
            Kinds.Conversation => conversations.Put(row, upTo),
            Kinds.LineReview => lineReviews.Put(row, upTo),
            Kinds.WallLink => wallLinks.Put(row, upTo),
            Kinds.Partner => partners.Put(row, upTo),
            Kinds.Incident => incidents.Put(row, upTo),
            Kinds.Shipment => shipments.Put(row, upTo),
            _ => false,
        };
        if (!isNew)
            return;
        changed.Add(row.Stream);
        if (row.Stream.Kind == Kinds.Person && TryGetPerson(row.Stream.Id, out var person) && person.Row.SignInName is { } name)
            peopleBySignInName.AddOrUpdate(name, _ => [person.Row.Id], (_, ids) => ids.Add(person.Row.Id));
        if (row.Stream.Kind == Kinds.PurchaseOrder && TryGetPurchaseOrder(row.Stream.Id, out var order))
            foreach (var line in order.Row.Lines)
                if (line.Style is { } style)
                    ordersByStyle.AddOrUpdate(style, _ => [order.Row.Number], (_, numbers) => numbers.Add(order.Row.Number));
    }

    private Task? NextAdvanceBefore(long head)
    {
        lock (gate)
            return IsLoaded && position >= head
                ? null
                : (advanced ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>The rows of one kind. A row only replaces one of a lower position.</summary>
    private sealed class Shelf<TRow> where TRow : class
    {
        private readonly ConcurrentDictionary<string, Entry<TRow>> entries = new(StringComparer.Ordinal);

        public IEnumerable<Entry<TRow>> All => entries.Select(e => e.Value);

        public bool TryGet(string id, [NotNullWhen(true)] out Entry<TRow>? entry) => entries.TryGetValue(id, out entry);

        public TRow? Find(StreamRow row) => entries.TryGetValue(row.Stream.Id, out var held) && held.Position == row.Position ? held.Row : null;

        // A batch may bring a row that is newer than the batch. It is shown at once, under the batch's position, and
        // again under its own when the feed gets there: so a follower that comes from another node, which showed the
        // older row up to there, is told as well.
        public bool Put(StreamRow row, long upTo)
        {
            var seenAt = Math.Min(row.Position, upTo);
            entries.TryGetValue(row.Stream.Id, out var held);
            if (held is not null && held.Position >= row.Position)
            {
                seenAt = Math.Min(held.Position, upTo);
                if (seenAt <= held.SeenAt)
                    return false;
                entries[row.Stream.Id] = held with { SeenAt = seenAt };
                return true;
            }

            // What this node wrote itself need not be read.
            var sheet = row.Value as TRow ?? StoredForm.Read<TRow>(row.Data.Span);
            entries[row.Stream.Id] = new Entry<TRow>(sheet, row.Version, row.Position) { SeenAt = seenAt };
            return true;
        }
    }
}

/// <summary>Streams whose row changed, up to a position.</summary>
internal readonly record struct RowChanges(long Position, DateTimeOffset CommittedAt, IReadOnlyCollection<StreamKey> Streams);
