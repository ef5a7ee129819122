namespace Selvedge.Chaos.Checking;

/// <summary>
/// Who holds each slot, worked out anew from everything said, in no particular order: of one event the latest revision
/// counts; retracted it counts for nothing; of a slot's claims the latest holds, ties by source and then id. Shares
/// nothing with the product, and is slow.
/// </summary>
internal static class ClaimModel
{
    public static Dictionary<(string PurchaseOrder, int Line, string Milestone, string Classifier), Statement> Holders(IEnumerable<Statement> said) => said
        .GroupBy(s => (s.Source, s.EventId))
        .Select(revisions => revisions.MaxBy(s => s.UpdatedAt)!)
        .Where(s => !s.Retracted)
        .GroupBy(s => (s.PurchaseOrder, s.Line, s.Milestone, s.Classifier))
        .ToDictionary(
            slot => slot.Key,
            slot => slot.OrderByDescending(s => s.UpdatedAt)
                .ThenByDescending(s => s.Source, StringComparer.Ordinal)
                .ThenByDescending(s => s.EventId, StringComparer.Ordinal).First());
}
