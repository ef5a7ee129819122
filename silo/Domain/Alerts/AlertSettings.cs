using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Alerts;

/// <summary>What somebody is alerted of: from when on, and how loud.</summary>
/// <param name="Category">Only in that one; null for all.</param>
/// <param name="Vendor">Only in its orders; null for all.</param>
/// <param name="FromDays">Late, or apart, by so many days at least. Whatever else is wrong counts from the first day.</param>
/// <param name="Severity">Null: nobody is alerted. A critical line is P1 wherever anybody is.</param>
[GenerateSerializer, Immutable, Alias("alert-rule")]
public sealed record AlertRule(AlertCause Cause, string? Category, string? Vendor, int FromDays, Severity? Severity)
{
    public bool Fits(AlertCause cause, string category, string vendor) => Cause == cause && (Category ?? category) == category && (Vendor ?? vendor) == vendor;

    /// <summary>Whether the two are of the same, so that only one of them can hold.</summary>
    public bool IsOfSameAs(AlertRule other) => (Cause, Category, Vendor) == (other.Cause, other.Category, other.Vendor);
}

/// <summary>Whom a severity reaches, and when.</summary>
/// <param name="AfterDays">Working days of the brand's office since the ladder began, whose hours it waits for.</param>
[GenerateSerializer, Immutable, Alias("severity-step")]
public sealed record SeverityStep(Severity Severity, string Role, int AfterDays);

/// <summary>What a brand has decided of its alerts; where it says nothing, <see cref="AlertRules"/> stand.</summary>
/// <param name="Rules">Of those that fit, the one that names the vendor holds, then the one that names the category.</param>
/// <param name="Steps">Of a severity that is named here, the whole ladder.</param>
[GenerateSerializer, Immutable, Alias("alert-settings")]
public sealed record AlertSettings(ImmutableArray<AlertRule> Rules, ImmutableArray<SeverityStep> Steps)
{
    public const int MostRules = 100;

    private const int MostFromDays = 90;
    private const int MostAfterDays = 60;

    /// <summary>The rule that holds of such orders; null for the product's.</summary>
    public AlertRule? Decided(AlertCause cause, string category, string vendor) =>
        Rules.Where(r => r.Fits(cause, category, vendor)).OrderByDescending(r => r.Vendor is not null).ThenByDescending(r => r.Category is not null).FirstOrDefault();

    /// <summary>Null for the product's.</summary>
    public Ladder? Decided(Severity severity) =>
        Steps.Where(s => s.Severity == severity).OrderBy(s => s.AfterDays).Select(s => new LadderStep(s.Role, s.AfterDays)).ToImmutableArray() is { IsEmpty: false } steps
            ? new Ladder(steps)
            : null;

    /// <summary>The first fault; null when there is none.</summary>
    public Refusal? Fault(string at)
    {
        if (Rules.Length > MostRules)
            return new Refusal("too-many", $"{at}/rules", $"Expected at most {MostRules}, found {Rules.Length}.");
        for (var i = 0; i < Rules.Length; i++)
            if (FaultOf(i, $"{at}/rules/{i}") is { } fault)
                return fault;
        for (var i = 0; i < Steps.Length; i++)
            if (FaultOfStep(i, $"{at}/steps/{i}") is { } fault)
                return fault;
        return null;
    }

    private Refusal? FaultOf(int index, string at)
    {
        var rule = Rules[index];
        return rule.Category is { } category && !Categories.All.Contains(category) ? new Refusal("unknown-category", $"{at}/category", $"Expected one of: {string.Join(", ", Categories.All)}.")
            : rule.FromDays is < 0 or > MostFromDays ? new Refusal("impossible-setting", $"{at}/fromDays", $"Expected 0 to {MostFromDays} days.")
            : Rules.Take(index).Any(rule.IsOfSameAs) ? new Refusal("named-twice", $"{at}/cause", "There is a rule for the same above.")
            : null;
    }

    private Refusal? FaultOfStep(int index, string at)
    {
        var step = Steps[index];
        return !AlertRules.Roles.Contains(step.Role) ? new Refusal("unknown-role", $"{at}/role", $"Expected one of: {string.Join(", ", AlertRules.Roles)}.")
            : step.AfterDays is < 0 or > MostAfterDays ? new Refusal("impossible-setting", $"{at}/afterDays", $"Expected 0 to {MostAfterDays} days.")
            : Steps.Take(index).Any(s => s.Severity == step.Severity && s.Role == step.Role) ? new Refusal("named-twice", $"{at}/role", $"{step.Severity} reaches them already above.")
            : !Steps.Any(s => s.Severity == step.Severity && s.AfterDays == 0) ? new Refusal("nobody-at-once", $"{at}/afterDays", $"Expected somebody whom {step.Severity} reaches at once, after 0 days.")
            : null;
    }

    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(AlertSettings? other) => other is not null && Rules.SequenceEqual(other.Rules) && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => HashCode.Combine(Rules.Length, Steps.Length);
}

/// <summary>Whom an incident reaches one after the other.</summary>
/// <param name="Steps">Never empty, the earliest first; the first step is at once.</param>
[GenerateSerializer, Immutable, Alias("ladder")]
public sealed record Ladder(ImmutableArray<LadderStep> Steps)
{
    public bool Equals(Ladder? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => Steps.Length;
}
