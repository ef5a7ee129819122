using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.OrderLife;

/// <summary>One version of an order's document as it went out, and what became of it.</summary>
/// <param name="Current">The present version: an older one is superseded.</param>
/// <param name="IssuedBy">Id of the person.</param>
/// <param name="Changes">To the version before; empty for the first.</param>
/// <param name="Reason">Delay reason code; null where the version needed none.</param>
/// <param name="Contributing">Delay reason codes beside the first.</param>
/// <param name="Answer">Whether it needed the vendor's answer when it went out: awaited, none, or given with it. How the vendor stands to the order since, the order says.</param>
/// <param name="Hash">SHA-256 of the document's content.</param>
public sealed record IssuedVersion(
    int Version, int Current, DateTimeOffset IssuedAt, string IssuedBy, string? Reason, string? Note, AnswerNeed Answer, DateTimeOffset? AnswerDue,
    ImmutableArray<Difference> Changes, string Hash, OrderDocument Document, ImmutableArray<string> Contributing);

/// <summary>Finds the versions of an order that went out from here, in its stream.</summary>
internal sealed class IssuedVersions(Journal.Journal journal)
{
    /// <summary>In their order, with what somebody of these rights sees of their differences; empty for an order that is kept elsewhere.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<ImmutableArray<IssuedVersion>> OfAsync(string number, int current, Rights rights, CancellationToken ct)
    {
        var versions = ImmutableArray.CreateBuilder<IssuedVersion>();
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.PurchaseOrder, number), 0, ct: ct))
            if (recorded.Type == "purchase-order.issued"
                && EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span) is PurchaseOrderEvent.Issued { Document: var document } issued)
                versions.Add(new IssuedVersion(
                    document.Version, current, recorded.RecordedAt, StoredForm.Read<Origin>(recorded.Origin.Span).Actor, issued.Reason, issued.Note, issued.Need, issued.AnswerDue, rights.Shown(issued.Changes),
                    issued.Hash ?? document.ContentHash(), document, issued.Contributing ?? []));
        return versions.ToImmutable();
    }
}
