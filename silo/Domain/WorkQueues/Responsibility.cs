namespace Selvedge.Domain.WorkQueues;

/// <summary>What somebody has to do with something that waits.</summary>
public enum Duty
{
    /// <summary>It is theirs to do.</summary>
    Do,

    /// <summary>Another side's, who did not do it in time.</summary>
    Chase,
}

/// <summary>
/// Whose work something is, and from when on. Who does it has it before them a week ahead; the buyer's people follow up
/// what the vendor did not do by its day; what goes on waiting, or is critical, reaches those above.
/// </summary>
public static class Responsibility
{
    /// <summary>Days before something is due on which it enters the queue of who does it.</summary>
    public const int AheadDays = 7;

    /// <summary>Days behind from which it reaches a manager.</summary>
    public const int ManagerAfterDays = 2;

    /// <summary>Days behind from which it reaches a director.</summary>
    public const int DirectorAfterDays = 7;

    /// <summary>The duty of a person in a milestone that is open; null where it is none of theirs now.</summary>
    /// <param name="role">The person's: manager, assistant, director, vendor, partner or wall.</param>
    /// <param name="owner">The milestone's responsible role, such as <c>Vendor + logistics</c>; null where nobody is named.</param>
    /// <param name="behindDays">Past its day, or the goods past theirs; negative before.</param>
    /// <param name="isCritical">The goods miss their day unless somebody acts.</param>
    /// <param name="aheadDays">Before something is due, on which who does it is told.</param>
    public static Duty? OfMilestone(string role, string? owner, int behindDays, bool isCritical, int aheadDays = AheadDays) => role switch
    {
        "vendor" when !NamesMaker(owner) => null,
        "partner" when !Names(owner, "logistics") => null,
        _ => Of(role, isVendors: role != "vendor" && NamesMaker(owner) && !owner!.Contains('+', StringComparison.Ordinal), behindDays, isCritical, aheadDays),
    };

    /// <summary>The same of anything that waits for one of the two sides.</summary>
    /// <param name="isVendors">It waits for the vendor, and the person is not of the vendor's.</param>
    /// <param name="aheadDays">As of <see cref="OfMilestone"/>.</param>
    public static Duty? Of(string role, bool isVendors, int behindDays, bool isCritical, int aheadDays = AheadDays)
    {
        var reaches = role switch
        {
            "vendor" or "partner" or "assistant" => behindDays >= (isVendors ? 1 : -aheadDays),
            "manager" => behindDays >= ManagerAfterDays || isCritical,
            "director" => behindDays >= DirectorAfterDays,
            _ => false,
        };
        return !reaches ? null : isVendors ? Duty.Chase : Duty.Do;
    }

    /// <summary>From when on it reaches those of the role, in words; null where it is before them from the beginning.</summary>
    /// <param name="behindDays">As of <see cref="OfMilestone"/>.</param>
    public static string? ReachedBy(string role, int behindDays) => role switch
    {
        "manager" when behindDays < ManagerAfterDays => "critical",
        "manager" => $"{ManagerAfterDays} days behind or more",
        "director" => $"{DirectorAfterDays} days behind or more",
        _ => null,
    };

    /// <summary>Whether the vendor has a hand in what is theirs to see to: templates call who makes the goods by any of these.</summary>
    /// <param name="owner">As of <see cref="OfMilestone"/>.</param>
    public static bool NamesMaker(string? owner) => Names(owner, "vendor") || Names(owner, "factory") || Names(owner, "supplier");

    private static bool Names(string? owner, string side) => owner?.Contains(side, StringComparison.OrdinalIgnoreCase) == true;
}
