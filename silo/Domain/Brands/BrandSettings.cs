using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;

namespace Selvedge.Domain.Brands;

/// <summary>What a brand may want a supervisor to confirm.</summary>
public enum Risk
{
    /// <summary>Moving a committed date.</summary>
    Commit,

    /// <summary>Cancelling an issued order or lines of one.</summary>
    Cancel,

    /// <summary>Changing the price of an issued order.</summary>
    Price,

    /// <summary>Going on without an approval or a milestone: waiving it, carrying it over, dropping it, or opening again what was decided.</summary>
    Waive,

    /// <summary>Closing a stage of a style.</summary>
    Stage,

    /// <summary>Changing the profile of an adopted style.</summary>
    Profile,
}

/// <summary>What one brand has decided of how its orders are worked on.</summary>
/// <param name="Limits">What somebody may issue without a second person.</param>
/// <param name="ExFactoryToleranceDays">A committed ex-factory moved further than this from where two people last agreed takes two people again.</param>
/// <param name="Risky">What whoever is no supervisor may only propose.</param>
/// <param name="AnswerHours">Within so many hours of issue or revision a vendor confirms.</param>
/// <param name="SmallTolerancePercent">How far a size may be over or under, up to <paramref name="LargeFromUnits"/> units.</param>
/// <param name="LargeTolerancePercent">The same, above so many units.</param>
/// <param name="Country">Where it is at home, ISO 3166-1 alpha-2: what comes from elsewhere is imported; null while nobody has said.</param>
/// <param name="Alerts">What somebody is alerted of; null where it goes by what comes with the product.</param>
[GenerateSerializer, Immutable, Alias("brand-settings")]
public sealed record BrandSettings(
    ImmutableArray<ApprovalLimit> Limits, int ExFactoryToleranceDays, ImmutableArray<Risk> Risky, int AnswerHours,
    int SmallTolerancePercent, int LargeTolerancePercent, int LargeFromUnits, string? Country = null, AlertSettings? Alerts = null)
{
    /// <summary>Of a brand that has decided nothing.</summary>
    public static BrandSettings Default { get; } = new(
        [new ApprovalLimit("assistant", null, 3_000, null, null)], 3, [Risk.Cancel, Risk.Price, Risk.Waive], 24, 10, 5, 1_000);

    /// <summary>Over or under by so many percent is still what was ordered.</summary>
    public int TolerancePercent(int units) => units > LargeFromUnits ? LargeTolerancePercent : SmallTolerancePercent;

    /// <summary>
    /// Whether the person may issue so much alone. Limits that name the person come before those of the role; without any
    /// there is no limit. A value in a currency for which the person has none, while having one for others, is above it, and so
    /// is what has no price.
    /// </summary>
    public bool MayIssue(Author who, OrderSize size)
    {
        var limits = Limits.Where(l => l.Person == who.Id).ToList();
        if (limits.Count == 0)
            limits = [.. Limits.Where(l => l.Person is null && l.Role == who.Role)];
        return limits.TrueForAll(l => l.Units is not { } units || size.Units <= units)
            && (limits.TrueForAll(l => l.Value is null)
                || !size.HasUnpriced && size.Values.All(v => limits.Exists(l => l.Currency == v.Currency && v.Value <= l.Value)));
    }

    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(BrandSettings? other) =>
        other is not null && Limits.SequenceEqual(other.Limits) && ExFactoryToleranceDays == other.ExFactoryToleranceDays
        && Risky.SequenceEqual(other.Risky) && AnswerHours == other.AnswerHours && SmallTolerancePercent == other.SmallTolerancePercent
        && LargeTolerancePercent == other.LargeTolerancePercent && LargeFromUnits == other.LargeFromUnits && Country == other.Country && Alerts == other.Alerts;

    public override int GetHashCode() => HashCode.Combine(Limits.Length, ExFactoryToleranceDays, AnswerHours, LargeFromUnits);
}

/// <summary>How much a person, or everybody of a role, may issue without a second person.</summary>
/// <param name="Role">Null where a person is named.</param>
/// <param name="Units">Pieces or pairs of the whole order; null for any number.</param>
/// <param name="Value">Of the whole order in <paramref name="Currency"/>; null for any.</param>
[GenerateSerializer, Immutable, Alias("approval-limit")]
public sealed record ApprovalLimit(string? Role, string? Person, int? Units, decimal? Value, string? Currency);

/// <summary>How large an order is: pieces or pairs, and what is priced of it, per currency.</summary>
public sealed record OrderSize(long Units, ImmutableArray<(string Currency, decimal Value)> Values, bool HasUnpriced = false)
{
    /// <summary>Of an order of which nothing has gone out.</summary>
    public static OrderSize None { get; } = new(0, []);

    /// <summary>Whether there is more in it: of units, of any currency's value, or what has no price where all had one.</summary>
    public bool Exceeds(OrderSize other) =>
        Units > other.Units || (HasUnpriced && !other.HasUnpriced)
        || Values.Any(v => v.Value > other.Values.FirstOrDefault(o => o.Currency == v.Currency).Value);
}
