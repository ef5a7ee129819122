using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using FieldChange = Selvedge.Domain.Styles.FieldChange;
using Selvedge.Journal;

namespace Selvedge.Gateway.StyleLife;

/// <summary>Tells a style's profile out of its stream, and what its orders hold of it, as they stand or as they stood.</summary>
internal sealed class ProfileReader(Rows rows, Journal.Journal journal, StyleReader styles, PurchaseOrderReader orders)
{
    // Each read may wake an order's actor: so many at once.
    private const int AtOnce = 16;

    /// <summary>Null for unknown and forbidden alike.</summary>
    /// <param name="until">A past position; null for the present.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<StyleProfileAnswer?> ReadAsync(string number, long? until, Rights rights, CancellationToken ct)
    {
        if (await styles.FindAsync(number, until, rights, ct) is not { } style)
            return null;
        var history = new ProfileHistory();
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.Style, number), 0, until ?? long.MaxValue, ProfileHistory.Types, ct))
            history.Tell(recorded);
        if (history.Present is not { } present)
            return null;

        var read = new List<FoundOrder?>();
        foreach (var few in rows.OrdersOf(number).Where(order => until is not null || GoesOn(order, number)).Chunk(AtOnce))
            read.AddRange(await Task.WhenAll(few.Select(order => orders.FindAsync(order, until, rights, ct))));
        return new StyleProfileAnswer(
            number, style.Standing.Stage, style.Standing.Profile, Fields(history, present, rights),
            history.Adopted is { } adopted ? rights.Shown(FieldChange.Between(adopted, present)) : [],
            [.. Enumerable.Reverse(history.Revisions).Select(r => r with { Changes = rights.Shown(r.Changes) })],
            [.. read.OfType<FoundOrder>().Where(found => found.Order.Standing.Document.Version > 0).SelectMany(found => Holdings(found, number, history, rights, until is not null)).OrderBy(o => o.PurchaseOrder, StringComparer.Ordinal)]);
    }

    // What the rows of now can tell need not be asked of an order's actor.
    private bool GoesOn(string order, string style) =>
        rows.TryGetPurchaseOrder(order, out var known) && known.Row.Lines.Any(l => l.Style == style && GoesOn(l.Stage));

    private static ImmutableArray<ProfileField> Fields(ProfileHistory history, StyleProfile present, Rights rights)
    {
        var adopted = history.Adopted is { } profile ? FieldChange.FieldsOf(profile) : [];
        return
        [
            .. FieldChange.FieldsOf(present).Select((field, i) => new ProfileField(field.Field, adopted.IsEmpty ? null : adopted[i].Value, field.Value))
                .Where(field => rights.MaySeeField(field.Field)),
        ];
    }

    // Lines of one order mostly hold the same.
    private static IEnumerable<OrderProfile> Holdings(FoundOrder found, string style, ProfileHistory history, Rights rights, bool isPast)
    {
        var order = found.Order;
        var may = !isPast && rights.MayAct(Act.AcknowledgeProfile) && order.Standing.Acts.Any(a => a is { Act: Act.AcknowledgeProfile, Why: null });
        var none = new ProfileStanding(0, 0, 0, 0, 0, null, false);
        foreach (var lines in order.Lines.Where(l => l.Style == style && GoesOn(l.Stage)).GroupBy(l => l.Profile ?? none))
        {
            var (held, behind) = (lines.Key, Math.Min(lines.Key.Brand, lines.Key.Vendor));
            yield return new OrderProfile(
                order.Number, [.. lines.Select(l => l.Number)], order.Vendor, found.Rows.VendorName(order.Vendor), lines.Min(l => l.Stage), held.Issued, held.Brand, held.Vendor,
                held.Asked, held.Due, held.Overdue, rights.Shown(history.Between(behind, held.Present)), may ? SideOf(rights.Party, held) : null,
                held.Sealed, rights.Shown(history.Between(held.Sealed, held.Present)));
        }
    }

    // Each side acknowledges for itself, and the brand for a vendor that answers by phone.
    private static Party? SideOf(Party? reader, ProfileStanding held) =>
        reader is Party.Brand && held.Brand < held.Present ? Party.Brand
        : reader is not null && held.Vendor < held.Present ? Party.Vendor
        : null;

    private static bool GoesOn(Stage stage) => stage is not (Stage.Cancelled or Stage.Closed);
}

/// <summary>A style's profiles, one after the other. One style, its events in order; not thread-safe.</summary>
internal sealed class ProfileHistory
{
    private readonly List<ProfileRevision> revisions = [];
    private readonly Dictionary<int, StyleProfile> versions = [];
    private readonly Dictionary<Guid, StyleProposal> proposals = [];
    private (string By, string Second, int Version, DateTimeOffset At)? confirmed;

    /// <summary>Stored names of what is told: most events of a style are of its calendar.</summary>
    public static string[] Types { get; } =
    [
        EventCatalog.NameOf<StyleEvent.Registered>(), EventCatalog.NameOf<StyleEvent.Revised>(), EventCatalog.NameOf<StyleEvent.ProfileFrozen>(),
        EventCatalog.NameOf<StyleEvent.ProfileVersioned>(), EventCatalog.NameOf<StyleEvent.ProposalMade>(), EventCatalog.NameOf<StyleEvent.ProposalConfirmed>(),
    ];

    public IReadOnlyList<ProfileRevision> Revisions => revisions;

    public StyleProfile? Present { get; private set; }

    public StyleProfile? Adopted => versions.GetValueOrDefault(1);

    /// <summary>Empty where either is not known.</summary>
    public ImmutableArray<FieldChange> Between(int before, int after) =>
        versions.TryGetValue(before, out var was) && versions.TryGetValue(after, out var now) ? FieldChange.Between(was, now) : [];

    public void Tell(RecordedEvent recorded)
    {
        switch (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span))
        {
            case StyleEvent.Registered e:
                Present = e.Profile;
                break;
            case StyleEvent.Revised e:
                // What was confirmed stands next to it; where it had become so meanwhile, nothing follows.
                var asked = confirmed is { } two && (two.Version + 1, two.At) == (recorded.Version, recorded.RecordedAt) ? confirmed : null;
                revisions.Add(new ProfileRevision(
                    0, recorded.RecordedAt, asked?.By ?? StoredForm.Read<Origin>(recorded.Origin.Span).Actor, asked?.Second, e.Reason,
                    FieldChange.Between(Present!, e.Profile)));
                Present = e.Profile;
                break;
            case StyleEvent.ProfileFrozen e:
                versions[e.Version] = e.Profile;
                break;
            case StyleEvent.ProfileVersioned e:
                versions[e.Version] = Present!;
                revisions[^1] = revisions[^1] with { Version = e.Version };
                break;
            case StyleEvent.ProposalMade e:
                proposals[e.Proposal.Id] = e.Proposal;
                break;
            case StyleEvent.ProposalConfirmed { Act: StyleMove.Revise } e:
                confirmed = (proposals[e.Id].By.Id, e.By.Id, recorded.Version, recorded.RecordedAt);
                break;
        }
    }
}
