using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;

namespace Selvedge.Domain.Brands;

/// <summary>What may be asked of a brand.</summary>
public abstract record BrandCommand
{
    private BrandCommand() { }

    /// <summary>Lets its orders be worked on so from now on.</summary>
    /// <param name="Held">The version that the editor saw; null to act upon any.</param>
    public sealed record Decide(string Brand, BrandSettings Settings, int? Held) : BrandCommand;
}

/// <summary>What happened to a brand. Stored for ever: additive only.</summary>
public abstract record BrandEvent
{
    private BrandEvent() { }

    /// <param name="Version">From 1, dense.</param>
    public sealed record SettingsDecided(string Brand, int Version, BrandSettings Settings) : BrandEvent;
}

/// <summary>A brand as its events left it.</summary>
/// <param name="Version">0 while it has decided nothing.</param>
public sealed record BrandState(int Version, BrandSettings Settings)
{
    public static BrandState Empty { get; } = new(0, BrandSettings.Default);
}

/// <summary>The rules of one brand: how its orders are worked on is decided whole, version after version.</summary>
public sealed class Brand : IDecider<BrandCommand, BrandEvent, BrandState>
{
    private Brand() { }

    public static BrandState Initial => BrandState.Empty;

    public static Decision<BrandEvent> Decide(BrandCommand command, BrandState brand, Surroundings around)
    {
        var (name, settings, held) = (BrandCommand.Decide)command;
        if (held is { } seen && seen != brand.Version)
            return new Refusal("changed-since", "/If-Match", $"It has been changed since: version {brand.Version} stands, {seen} was held.");
        if (BrandFaults.Of(settings) is { } fault)
            return fault;
        return brand.Version > 0 && settings.Equals(brand.Settings)
            ? ImmutableArray<BrandEvent>.Empty
            : [new BrandEvent.SettingsDecided(name, brand.Version + 1, settings)];
    }

    public static BrandState Evolve(BrandState brand, BrandEvent happened) => happened switch
    {
        BrandEvent.SettingsDecided e => new BrandState(e.Version, e.Settings),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(BrandState brand) => null;
}

/// <summary>What a brand has decided, and how often it did.</summary>
[GenerateSerializer, Immutable, Alias("brand-view")]
public sealed record BrandView(int Version, BrandSettings Settings);

/// <summary>Finds what is wrong with what a brand would decide.</summary>
public static class BrandFaults
{
    private const int MostLimits = 500;

    /// <summary>The first fault; null when there is none.</summary>
    public static Refusal? Of(BrandSettings settings)
    {
        if (settings.Limits.Length > MostLimits)
            return new Refusal("too-many", "/limits", $"Expected at most {MostLimits}, found {settings.Limits.Length}.");
        for (var i = 0; i < settings.Limits.Length; i++)
            if (Of(settings.Limits[i], $"/limits/{i}") is { } fault)
                return fault;
        return Between(settings.ExFactoryToleranceDays, 0, 90, "/exFactoryToleranceDays", "days")
            ?? Between(settings.AnswerHours, 1, 720, "/answerHours", "hours")
            ?? Between(settings.SmallTolerancePercent, 0, 100, "/smallTolerancePercent", "percent")
            ?? Between(settings.LargeTolerancePercent, 0, 100, "/largeTolerancePercent", "percent")
            ?? Between(settings.LargeFromUnits, 0, 1_000_000, "/largeFromUnits", "units")
            ?? settings.Alerts?.Fault("/alerts")
            ?? (settings.Country is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z']
                ? null
                : new Refusal("impossible-country", "/country", "Expected two capitals as in ISO 3166-1, such as US."));
    }

    private static Refusal? Of(ApprovalLimit limit, string at)
    {
        if (limit.Role is null == limit.Person is null)
            return new Refusal("required", $"{at}/role", "Expected the role, or else the person, whose limit it is.");
        if (limit.Role is not (null or "assistant" or "manager" or "director"))
            return new Refusal("unknown-role", $"{at}/role", "Expected one of: assistant, manager, director.");
        if (limit.Units is null && limit.Value is null)
            return new Refusal("required", $"{at}/units", "Expected units, a value, or both.");
        if (limit.Units < 0)
            return new Refusal("impossible-quantity", $"{at}/units", "Expected 0 or more.");
        if (limit.Value < 0)
            return new Refusal("impossible-price", $"{at}/value", "Expected 0 or more.");
        return limit.Value is null != limit.Currency is null ? new Refusal("required", $"{at}/currency", "A value and its currency come together.")
            : limit.Currency is { } currency && !Currencies.IsPossible(currency) ? Currencies.Refuse($"{at}/currency")
            : null;
    }

    private static Refusal? Between(int value, int least, int most, string pointer, string unit) =>
        value >= least && value <= most ? null : new Refusal("impossible-setting", pointer, $"Expected {least} to {most} {unit}.");
}
